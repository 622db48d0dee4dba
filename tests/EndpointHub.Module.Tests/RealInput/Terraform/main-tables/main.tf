# Two spokes whose subnets partly use main route tables, of which Terraform manages one; a secondary CIDR block; and network ACLs on both sides that
# allow only the traffic of Session Manager.
locals {
  services = ["ssm", "ssmmessages", "ec2messages"]
  spokes   = { managed = "10.30.0.0/16", untouched = "10.32.0.0/16" }

  endpoints = merge({ "managed-ssm" = { spoke = "managed", service = "ssm" } },
  { for service in local.services : "untouched-${service}" => { spoke = "untouched", service = service } })
  subnets = {
    managed-main      = { spoke = "managed", cidr = "10.30.1.0/24" }
    managed-secondary = { spoke = "managed", cidr = "10.31.1.0/24" }
    managed-explicit  = { spoke = "managed", cidr = "10.30.2.0/24" }
    untouched-main    = { spoke = "untouched", cidr = "10.32.1.0/24" }
  }
}

resource "aws_vpc" "spoke" {
  for_each             = local.spokes
  cidr_block           = each.value
  enable_dns_hostnames = true
  tags                 = { Name = each.key }
}

resource "aws_vpc_ipv4_cidr_block_association" "secondary" {
  vpc_id     = aws_vpc.spoke["managed"].id
  cidr_block = "10.31.0.0/16"
}

resource "aws_subnet" "spoke" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.spoke[each.value.spoke].id
  availability_zone = "ap-northeast-1a"
  cidr_block        = each.value.cidr
  depends_on        = [aws_vpc_ipv4_cidr_block_association.secondary]
}

resource "aws_default_route_table" "managed" {
  default_route_table_id = aws_vpc.spoke["managed"].default_route_table_id
}

resource "aws_route_table" "explicit" {
  vpc_id = aws_vpc.spoke["managed"].id
}

resource "aws_route_table_association" "explicit" {
  subnet_id      = aws_subnet.spoke["managed-explicit"].id
  route_table_id = aws_route_table.explicit.id
}

resource "aws_network_acl" "untouched" {
  vpc_id     = aws_vpc.spoke["untouched"].id
  subnet_ids = [aws_subnet.spoke["untouched-main"].id]

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 443
    to_port    = 443
    cidr_block = "10.0.0.0/8"
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "10.0.0.0/8"
  }
}

resource "aws_vpc_endpoint" "own" {
  for_each            = local.endpoints
  vpc_id              = aws_vpc.spoke[each.value.spoke].id
  service_name        = "com.amazonaws.ap-northeast-1.${each.value.service}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.spoke["${each.value.spoke}-main"].id]
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.252.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "sessions-hub" }
}

resource "aws_subnet" "hub" {
  vpc_id            = aws_vpc.hub.id
  availability_zone = "ap-northeast-1a"
  cidr_block        = "10.252.1.0/24"
}

resource "aws_default_route_table" "hub" {
  default_route_table_id = aws_vpc.hub.default_route_table_id
}

resource "aws_network_acl" "hub" {
  vpc_id     = aws_vpc.hub.id
  subnet_ids = [aws_subnet.hub.id]

  dynamic "ingress" {
    for_each = { 100 = "10.30.0.0/15", 110 = "10.32.0.0/16" }
    content {
      rule_no    = ingress.key
      action     = "allow"
      protocol   = "tcp"
      from_port  = 443
      to_port    = 443
      cidr_block = ingress.value
    }
  }

  dynamic "egress" {
    for_each = { 100 = "10.30.0.0/15", 110 = "10.32.0.0/16" }
    content {
      rule_no    = egress.key
      action     = "allow"
      protocol   = "tcp"
      from_port  = 1024
      to_port    = 65535
      cidr_block = egress.value
    }
  }
}

output "ids" {
  value = {
    hub    = aws_vpc.hub.id
    subnet = aws_subnet.hub.id
    spokes = [for name in ["managed", "untouched"] : aws_vpc.spoke[name].id]
  }

  depends_on = [aws_network_acl.hub, aws_network_acl.untouched]
}
