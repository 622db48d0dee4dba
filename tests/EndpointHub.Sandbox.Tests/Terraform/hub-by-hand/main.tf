# A hub as it is built by hand: endpoints without private DNS, a zone for each of their names, and the spokes associated with the zones.
locals {
  services = toset(["ecr.api", "ecr.dkr", "logs"])
  spokes   = { dev = "10.2.0.0/16", stg = "10.3.0.0/16" }

  # The private names of the services, one zone for each name. A wildcard is a record in the zone of its name.
  described = { for service in local.services : service => data.aws_vpc_endpoint_service.this[service].private_dns_names }
  names     = { for service, names in local.described : service => distinct([for name in names : trimprefix(name, "*.")]) }

  zones   = { for pair in flatten([for service, names in local.names : [for name in names : { service = service, name = name }]]) : pair.name => pair.service }
  records = { for pair in flatten([for service, names in local.described : [for name in names : { service = service, name = name }]]) : pair.name => pair.service }
  linked  = { for pair in setproduct(keys(local.zones), keys(local.spokes)) : "${pair[0]} ${pair[1]}" => { zone = pair[0], spoke = pair[1] } }
}

data "aws_vpc_endpoint_service" "this" {
  for_each     = local.services
  service      = each.key
  service_type = "Interface"
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.255.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "hub" }
}

resource "aws_subnet" "endpoints" {
  count             = 2
  vpc_id            = aws_vpc.hub.id
  availability_zone = ["ap-northeast-1a", "ap-northeast-1c"][count.index]
  cidr_block        = cidrsubnet(aws_vpc.hub.cidr_block, 11, count.index)
  tags              = { Name = "endpoints-${count.index}" }
}

resource "aws_security_group" "hub" {
  name   = "hub"
  vpc_id = aws_vpc.hub.id
}

resource "aws_vpc_security_group_ingress_rule" "spoke" {
  for_each          = local.spokes
  security_group_id = aws_security_group.hub.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.value
  description       = var.changed ? "From ${each.key}, checked" : "From ${each.key}"
}

resource "aws_security_group" "extra" {
  name   = "extra"
  vpc_id = aws_vpc.hub.id
}

resource "aws_vpc_endpoint" "hub" {
  for_each            = local.services
  vpc_id              = aws_vpc.hub.id
  service_name        = data.aws_vpc_endpoint_service.this[each.key].service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = var.changed ? aws_subnet.endpoints[*].id : [aws_subnet.endpoints[0].id]
  tags                = { Name = "hub-${each.key}", owner = var.changed ? "network" : "platform" }

  # The association resources below manage these.
  lifecycle {
    ignore_changes = [security_group_ids]
  }
}

# An endpoint with a separate subnet association. There is only one, because the provider waits a minute for each.
resource "aws_vpc_endpoint" "kms" {
  vpc_id              = aws_vpc.hub.id
  service_name        = "com.amazonaws.ap-northeast-1.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false

  lifecycle {
    ignore_changes = [subnet_ids, private_dns_enabled]
  }
}

resource "aws_vpc_endpoint_private_dns" "kms" {
  vpc_endpoint_id     = aws_vpc_endpoint.kms.id
  private_dns_enabled = var.changed
}

resource "aws_vpc_endpoint_subnet_association" "kms" {
  vpc_endpoint_id = aws_vpc_endpoint.kms.id
  subnet_id       = aws_subnet.endpoints[0].id
}

resource "aws_vpc_endpoint_security_group_association" "hub" {
  for_each                    = local.services
  vpc_endpoint_id             = aws_vpc_endpoint.hub[each.key].id
  security_group_id           = aws_security_group.hub.id
  replace_default_association = true
}

resource "aws_vpc_endpoint_security_group_association" "extra" {
  count             = var.changed ? 1 : 0
  vpc_endpoint_id   = aws_vpc_endpoint.hub["logs"].id
  security_group_id = aws_security_group.extra.id
  depends_on        = [aws_vpc_endpoint_security_group_association.hub]
}

resource "aws_vpc_endpoint_policy" "logs" {
  vpc_endpoint_id = aws_vpc_endpoint.hub["logs"].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = concat(["logs:CreateLogStream", "logs:PutLogEvents"], var.changed ? ["logs:CreateLogGroup"] : []), Resource = "*" }]
  })
}

resource "aws_vpc" "spoke" {
  for_each             = local.spokes
  cidr_block           = each.value
  enable_dns_hostnames = true
  tags                 = { Name = each.key }
}

resource "aws_subnet" "spoke" {
  for_each   = local.spokes
  vpc_id     = aws_vpc.spoke[each.key].id
  cidr_block = cidrsubnet(each.value, 8, 1)
  tags       = { Name = each.key }
}

resource "aws_route_table" "spoke" {
  for_each = local.spokes
  vpc_id   = aws_vpc.spoke[each.key].id
  tags     = { Name = each.key }
}

resource "aws_vpc_endpoint" "s3" {
  for_each     = local.spokes
  vpc_id       = aws_vpc.spoke[each.key].id
  service_name = "com.amazonaws.ap-northeast-1.s3"

  lifecycle {
    ignore_changes = [route_table_ids]
  }
}

resource "aws_vpc_endpoint_route_table_association" "s3" {
  for_each        = local.spokes
  vpc_endpoint_id = aws_vpc_endpoint.s3[each.key].id
  route_table_id  = aws_route_table.spoke[each.key].id
}

resource "aws_vpc_peering_connection" "spoke" {
  for_each    = local.spokes
  vpc_id      = aws_vpc.spoke[each.key].id
  peer_vpc_id = aws_vpc.hub.id
  auto_accept = true
  tags        = { Name = "${each.key}-hub" }
}

resource "aws_route" "out" {
  for_each                  = local.spokes
  route_table_id            = aws_route_table.spoke[each.key].id
  destination_cidr_block    = aws_vpc.hub.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.spoke[each.key].id
}

resource "aws_route" "back" {
  for_each                  = local.spokes
  route_table_id            = aws_vpc.hub.main_route_table_id
  destination_cidr_block    = each.value
  vpc_peering_connection_id = aws_vpc_peering_connection.spoke[each.key].id
}

resource "aws_route53_zone" "this" {
  for_each = local.zones
  name     = each.key
  comment  = var.changed ? "Hub, ${each.value}" : "Hub"
  tags     = { service = each.value }

  vpc {
    vpc_id = aws_vpc.hub.id
  }

  # The spokes have separate association resources.
  lifecycle {
    ignore_changes = [vpc]
  }
}

resource "aws_route53_zone_association" "spoke" {
  for_each = local.linked
  zone_id  = aws_route53_zone.this[each.value.zone].zone_id
  vpc_id   = aws_vpc.spoke[each.value.spoke].id
}

resource "aws_route53_record" "alias" {
  for_each = local.records
  zone_id  = aws_route53_zone.this[trimprefix(each.key, "*.")].zone_id
  name     = each.key
  type     = "A"

  alias {
    name                   = aws_vpc_endpoint.hub[each.value].dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.hub[each.value].dns_entry[0].hosted_zone_id
    evaluate_target_health = var.changed
  }
}

# All VPCs are in the zone resource.
resource "aws_route53_zone" "corp" {
  name          = "corp.example"
  force_destroy = true

  dynamic "vpc" {
    for_each = var.changed ? concat([aws_vpc.hub.id], [for vpc in aws_vpc.spoke : vpc.id]) : [aws_vpc.hub.id, aws_vpc.spoke["dev"].id]
    content {
      vpc_id = vpc.value
    }
  }
}

resource "aws_route53_record" "corp" {
  for_each = {
    A     = var.changed ? ["10.255.0.9"] : ["10.255.0.8", "10.255.0.9"]
    AAAA  = ["2001:db8::8"]
    TXT   = ["owner=platform"]
    MX    = ["10 mail.corp.example."]
    CNAME = ["db.corp.example"]
    SRV   = ["1 10 5269 app.corp.example."]
  }
  zone_id = aws_route53_zone.corp.zone_id
  name    = each.key == "CNAME" ? "*.db" : "app"
  type    = each.key
  ttl     = 60
  records = each.value
}

data "aws_route53_zone" "corp" {
  name         = "corp.example."
  private_zone = true
  depends_on   = [aws_route53_zone.corp]
}
