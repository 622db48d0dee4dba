# A hub that was started by hand and tagged for EndpointHub to complete, and foreign resources.
locals {
  names  = { "ecr.api" = "api.ecr.ap-northeast-1.amazonaws.com", "ecr.dkr" = "dkr.ecr.ap-northeast-1.amazonaws.com" }
  spokes = { joined = "10.40.0.0/16", new = "10.41.0.0/16", blocked = "10.42.0.0/16" }
  own = merge({ for service in ["ecr.api", "ecr.dkr", "logs", "secretsmanager"] : "joined-${service}" => { spoke = "joined", service = service } },
  { for spoke in ["new", "blocked"] : "${spoke}-ecr.dkr" => { spoke = spoke, service = "ecr.dkr" } })
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.251.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "begun-hub" }
}

resource "aws_subnet" "hub" {
  vpc_id            = aws_vpc.hub.id
  availability_zone = "ap-northeast-1a"
  cidr_block        = "10.251.1.0/24"
}

resource "aws_route_table" "hub" {
  vpc_id = aws_vpc.hub.id
}

resource "aws_route_table_association" "hub" {
  subnet_id      = aws_subnet.hub.id
  route_table_id = aws_route_table.hub.id
}

resource "aws_security_group" "hub" {
  name   = "endpoints"
  vpc_id = aws_vpc.hub.id

  ingress {
    description = "joined"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [local.spokes.joined]
  }
}

# The started hub: two services, one zone without its wildcard record and one empty zone.
resource "aws_vpc_endpoint" "begun" {
  for_each            = local.names
  vpc_id              = aws_vpc.hub.id
  service_name        = "com.amazonaws.ap-northeast-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = [aws_subnet.hub.id]
  security_group_ids  = [aws_security_group.hub.id]
  tags                = { "endpointhub:hub" = "begun" }
}

resource "aws_route53_zone" "begun" {
  for_each = local.names
  name     = each.value
  comment  = "EndpointHub begun"

  vpc {
    vpc_id = aws_vpc.hub.id
  }
}

resource "aws_route53_record" "apex" {
  zone_id = aws_route53_zone.begun["ecr.dkr"].zone_id
  name    = local.names["ecr.dkr"]
  type    = "A"

  alias {
    name                   = aws_vpc_endpoint.begun["ecr.dkr"].dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.begun["ecr.dkr"].dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}

# Foreign resources: an endpoint without the tag, an endpoint whose names the hub's VPC uses, a zone, and a route.
resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.hub.id
  service_name        = "com.amazonaws.ap-northeast-1.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = [aws_subnet.hub.id]
}

resource "aws_vpc_endpoint" "kms" {
  vpc_id              = aws_vpc.hub.id
  service_name        = "com.amazonaws.ap-northeast-1.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.hub.id]
}

resource "aws_route53_zone" "secrets" {
  name    = "secretsmanager.ap-northeast-1.amazonaws.com"
  comment = "Security team"

  vpc {
    vpc_id = aws_vpc.hub.id
  }
}

resource "aws_vpc" "spoke" {
  for_each             = local.spokes
  cidr_block           = each.value
  enable_dns_hostnames = true
  tags                 = { Name = each.key }
}

resource "aws_subnet" "spoke" {
  for_each          = local.spokes
  vpc_id            = aws_vpc.spoke[each.key].id
  availability_zone = "ap-northeast-1a"
  cidr_block        = cidrsubnet(each.value, 8, 1)
}

resource "aws_route_table" "spoke" {
  for_each = local.spokes
  vpc_id   = aws_vpc.spoke[each.key].id
}

resource "aws_route_table_association" "spoke" {
  for_each       = local.spokes
  subnet_id      = aws_subnet.spoke[each.key].id
  route_table_id = aws_route_table.spoke[each.key].id
}

resource "aws_vpc_endpoint" "own" {
  for_each            = local.own
  vpc_id              = aws_vpc.spoke[each.value.spoke].id
  service_name        = "com.amazonaws.ap-northeast-1.${each.value.service}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.spoke[each.value.spoke].id]
}

# A route to the hub without a return route.
resource "aws_vpc_peering_connection" "joined" {
  vpc_id      = aws_vpc.spoke["joined"].id
  peer_vpc_id = aws_vpc.hub.id
  auto_accept = true
}

resource "aws_route" "there" {
  route_table_id            = aws_route_table.spoke["joined"].id
  destination_cidr_block    = aws_vpc.hub.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.joined.id
}

resource "aws_internet_gateway" "blocked" {
  vpc_id = aws_vpc.spoke["blocked"].id
}

resource "aws_route" "elsewhere" {
  route_table_id         = aws_route_table.spoke["blocked"].id
  destination_cidr_block = aws_subnet.hub.cidr_block
  gateway_id             = aws_internet_gateway.blocked.id
}

output "ids" {
  value = {
    hub    = aws_vpc.hub.id
    subnet = aws_subnet.hub.id
    spokes = [for name in ["joined", "new", "blocked"] : aws_vpc.spoke[name].id]
  }
}
