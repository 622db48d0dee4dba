# Spokes of another account and another Region, peered with a hub and associated with its zone. An access key of twelve digits is the account id.
provider "aws" {
  alias      = "spoke"
  region     = "ap-northeast-1"
  access_key = "222222222222"
  secret_key = "sandbox"

  endpoints {
    ec2     = var.endpoint
    route53 = var.endpoint
    sts     = var.endpoint
  }
}

provider "aws" {
  alias      = "far"
  region     = "us-east-1"
  access_key = "222222222222"
  secret_key = "sandbox"

  endpoints {
    ec2     = var.endpoint
    route53 = var.endpoint
    sts     = var.endpoint
  }
}

data "aws_caller_identity" "hub" {}

data "aws_caller_identity" "spoke" {
  provider = aws.spoke
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.255.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "hub" }
}

resource "aws_vpc" "near" {
  provider             = aws.spoke
  cidr_block           = "10.2.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "near" }
}

resource "aws_vpc" "far" {
  provider             = aws.far
  cidr_block           = "10.3.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "far" }
}

resource "aws_vpc_peering_connection" "near" {
  provider      = aws.spoke
  vpc_id        = aws_vpc.near.id
  peer_vpc_id   = aws_vpc.hub.id
  peer_owner_id = data.aws_caller_identity.hub.account_id
  auto_accept   = false
  tags          = { Side = "requester" }
}

resource "aws_vpc_peering_connection_accepter" "near" {
  vpc_peering_connection_id = aws_vpc_peering_connection.near.id
  auto_accept               = true
  tags                      = { Side = "accepter", reviewed = var.changed ? "yes" : "no" }
}

# Options require an active connection, and each side sets its own.
resource "aws_vpc_peering_connection_options" "requester" {
  provider                  = aws.spoke
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.near.id

  requester {
    allow_remote_vpc_dns_resolution = var.changed
  }
}

resource "aws_vpc_peering_connection_options" "accepter" {
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.near.id

  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_vpc_peering_connection" "far" {
  provider      = aws.far
  vpc_id        = aws_vpc.far.id
  peer_vpc_id   = aws_vpc.hub.id
  peer_owner_id = data.aws_caller_identity.hub.account_id
  peer_region   = "ap-northeast-1"
  tags          = { Side = "requester" }
}

resource "aws_vpc_peering_connection_accepter" "far" {
  vpc_peering_connection_id = aws_vpc_peering_connection.far.id
  auto_accept               = true
  tags                      = { Side = "accepter" }
}

resource "aws_route" "near_out" {
  provider                  = aws.spoke
  route_table_id            = aws_vpc.near.main_route_table_id
  destination_cidr_block    = aws_vpc.hub.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.near.id
}

resource "aws_route" "far_out" {
  provider                  = aws.far
  route_table_id            = aws_vpc.far.main_route_table_id
  destination_cidr_block    = aws_vpc.hub.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.far.id
}

resource "aws_route" "back" {
  for_each = {
    "10.2.0.0/16" = aws_vpc_peering_connection_accepter.near.id
    "10.3.0.0/16" = aws_vpc_peering_connection_accepter.far.id
  }
  route_table_id            = aws_vpc.hub.main_route_table_id
  destination_cidr_block    = each.key
  vpc_peering_connection_id = each.value
}

# A security group of the peer can be a source in the same Region only.
resource "aws_security_group" "workload" {
  provider = aws.spoke
  name     = "workload"
  vpc_id   = aws_vpc.near.id
}

resource "aws_security_group" "hub" {
  name   = "hub"
  vpc_id = aws_vpc.hub.id
}

resource "aws_vpc_security_group_ingress_rule" "workload" {
  security_group_id            = aws_security_group.hub.id
  referenced_security_group_id = "${data.aws_caller_identity.spoke.account_id}/${aws_security_group.workload.id}"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  depends_on                   = [aws_vpc_peering_connection_accepter.near]
}

resource "aws_subnet" "hub" {
  vpc_id     = aws_vpc.hub.id
  cidr_block = "10.255.0.0/24"
}

resource "aws_vpc_endpoint" "ssm" {
  vpc_id             = aws_vpc.hub.id
  service_name       = "com.amazonaws.ap-northeast-1.ssm"
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [aws_subnet.hub.id]
  security_group_ids = [aws_security_group.hub.id]
}

resource "aws_route53_zone" "ssm" {
  name = "ssm.ap-northeast-1.amazonaws.com"

  vpc {
    vpc_id = aws_vpc.hub.id
  }

  lifecycle {
    ignore_changes = [vpc]
  }
}

resource "aws_route53_record" "ssm" {
  zone_id = aws_route53_zone.ssm.zone_id
  name    = aws_route53_zone.ssm.name
  type    = "A"

  alias {
    name                   = aws_vpc_endpoint.ssm.dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.ssm.dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}

# The owner of the zone authorizes the association, and the owner of the VPC creates it.
resource "aws_route53_vpc_association_authorization" "near" {
  zone_id = aws_route53_zone.ssm.zone_id
  vpc_id  = aws_vpc.near.id
}

resource "aws_route53_zone_association" "near" {
  provider = aws.spoke
  zone_id  = aws_route53_vpc_association_authorization.near.zone_id
  vpc_id   = aws_route53_vpc_association_authorization.near.vpc_id
}

resource "aws_route53_vpc_association_authorization" "far" {
  count      = var.changed ? 1 : 0
  zone_id    = aws_route53_zone.ssm.zone_id
  vpc_id     = aws_vpc.far.id
  vpc_region = "us-east-1"
}

resource "aws_route53_zone_association" "far" {
  count      = var.changed ? 1 : 0
  provider   = aws.far
  zone_id    = aws_route53_vpc_association_authorization.far[0].zone_id
  vpc_id     = aws_vpc.far.id
  vpc_region = "us-east-1"
}

# A tag on a resource of another module.
resource "aws_ec2_tag" "hub" {
  resource_id = aws_vpc.hub.main_route_table_id
  key         = "purpose"
  value       = var.changed ? "return routes" : "routes"
}
