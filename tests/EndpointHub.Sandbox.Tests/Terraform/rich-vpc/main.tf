# One VPC with all of its resource types: CIDR blocks, DHCP options, gateways, route tables with every target, and managed defaults.
locals {
  zones = slice(data.aws_availability_zones.available.names, 0, 2)
}

data "aws_availability_zones" "available" {
  state = "available"
}

data "aws_region" "current" {}

resource "aws_vpc" "this" {
  cidr_block                           = "10.20.0.0/16"
  enable_dns_hostnames                 = true
  enable_network_address_usage_metrics = var.changed
  assign_generated_ipv6_cidr_block     = true
  tags                                 = { Name = var.changed ? "rich (reviewed)" : "rich" }
}

resource "aws_vpc_ipv4_cidr_block_association" "pods" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "100.64.0.0/16"
}

resource "aws_vpc_dhcp_options" "this" {
  domain_name         = "corp.example"
  domain_name_servers = ["AmazonProvidedDNS"]
  ntp_servers         = ["169.254.169.123"]
  tags                = { Name = "rich" }
}

resource "aws_vpc_dhcp_options_association" "this" {
  vpc_id          = aws_vpc.this.id
  dhcp_options_id = aws_vpc_dhcp_options.this.id
}

resource "aws_subnet" "public" {
  count                           = 2
  vpc_id                          = aws_vpc.this.id
  availability_zone               = local.zones[count.index]
  cidr_block                      = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
  ipv6_cidr_block                 = cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, count.index)
  assign_ipv6_address_on_creation = true
  map_public_ip_on_launch         = true
  tags                            = { Name = "public-${count.index}" }
}

resource "aws_subnet" "private" {
  count                                       = 2
  vpc_id                                      = aws_vpc.this.id
  availability_zone                           = local.zones[count.index]
  cidr_block                                  = cidrsubnet(aws_vpc.this.cidr_block, 8, 10 + count.index)
  ipv6_cidr_block                             = cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, 10 + count.index)
  private_dns_hostname_type_on_launch         = "ip-name"
  enable_resource_name_dns_a_record_on_launch = var.changed
  tags                                        = { Name = "private-${count.index}" }
}

resource "aws_subnet" "pods" {
  vpc_id            = aws_vpc.this.id
  availability_zone = local.zones[0]
  cidr_block        = "100.64.0.0/18"
  ipv6_cidr_block   = var.changed ? cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, 20) : null
  tags              = { Name = "pods" }
  depends_on        = [aws_vpc_ipv4_cidr_block_association.pods]
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "rich" }
}

resource "aws_egress_only_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "rich" }
}

resource "aws_eip" "nat" {
  domain = "vpc"
  tags   = { Name = "nat" }
}

resource "aws_nat_gateway" "public" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public[0].id
  tags          = { Name = "public" }
  depends_on    = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "private" {
  connectivity_type = "private"
  subnet_id         = aws_subnet.private[0].id
  tags              = { Name = "private" }
}

resource "aws_network_interface" "appliance" {
  subnet_id         = aws_subnet.private[0].id
  private_ips       = ["10.20.10.10", "10.20.10.11"]
  description       = var.changed ? "Firewall, inside" : "Firewall"
  source_dest_check = false
  security_groups   = concat([aws_security_group.this.id], var.changed ? [aws_default_security_group.this.id] : [])
  tags              = { Name = "appliance" }
}

resource "aws_eip" "appliance" {
  domain     = "vpc"
  depends_on = [aws_internet_gateway.this]
}

resource "aws_eip_association" "appliance" {
  allocation_id        = aws_eip.appliance.id
  network_interface_id = aws_network_interface.appliance.id
  private_ip_address   = "10.20.10.11"
}

resource "aws_eip" "direct" {
  domain            = "vpc"
  network_interface = aws_network_interface.appliance.id
  depends_on        = [aws_internet_gateway.this]
}

resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 3

  entry {
    cidr        = "192.0.2.0/24"
    description = "Tokyo"
  }
}

# The default main route table stays empty, so that a subnet without an association has no routes.
resource "aws_default_route_table" "this" {
  default_route_table_id = aws_vpc.this.default_route_table_id
  route                  = []
  tags                   = { Name = "default" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }

  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.this.id
  }

  tags = { Name = "public" }
}

resource "aws_route_table_association" "public" {
  count          = 2
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "private" }
}

resource "aws_route_table_association" "private" {
  count          = 2
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = count.index == 1 && var.changed ? aws_route_table.public.id : aws_route_table.private.id
}

resource "aws_route" "nat" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.public.id
}

resource "aws_route" "overlapping" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "172.16.0.0/12"
  nat_gateway_id         = var.changed ? null : aws_nat_gateway.private.id
  network_interface_id   = var.changed ? aws_network_interface.appliance.id : null
}

resource "aws_route" "ipv6_out" {
  route_table_id              = aws_route_table.private.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this.id
}

resource "aws_route" "offices" {
  route_table_id             = aws_route_table.private.id
  destination_prefix_list_id = aws_ec2_managed_prefix_list.offices.id
  network_interface_id       = aws_network_interface.appliance.id
}

resource "aws_vpc_ipv6_cidr_block_association" "second" {
  vpc_id                           = aws_vpc.this.id
  assign_generated_ipv6_cidr_block = true
}

# Managed without rules, as security baselines require.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "default" }
}

resource "aws_default_network_acl" "this" {
  default_network_acl_id = aws_vpc.this.default_network_acl_id

  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }

  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }

  # Subnets are associated with it by default.
  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

resource "aws_security_group" "this" {
  name_prefix            = "rich-"
  description            = "Endpoints"
  vpc_id                 = aws_vpc.this.id
  revoke_rules_on_delete = true

  ingress {
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = [aws_vpc.this.cidr_block]
    ipv6_cidr_blocks = [aws_vpc.this.ipv6_cidr_block]
  }
}

resource "aws_vpc_endpoint" "gateway" {
  for_each          = toset(["s3", "dynamodb"])
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${data.aws_region.current.name}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = concat([aws_route_table.private.id], var.changed ? [aws_default_route_table.this.id] : [])
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = var.changed ? ["${each.key}:Get*", "${each.key}:List*"] : ["${each.key}:*"], Resource = "*" }]
  })
  tags = { Name = each.key }
}

resource "aws_vpc_endpoint" "ecr" {
  for_each            = toset(["ecr.api", "ecr.dkr"])
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${data.aws_region.current.name}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  ip_address_type     = "ipv4"
  subnet_ids          = var.changed ? aws_subnet.private[*].id : [aws_subnet.private[0].id]
  security_group_ids  = [aws_security_group.this.id]
  policy              = var.changed ? data.aws_iam_policy_document.pull.json : null
  tags                = { Name = each.key }

  dns_options {
    dns_record_ip_type = "ipv4"
  }
}

data "aws_iam_policy_document" "pull" {
  statement {
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    actions   = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"]
    resources = ["*"]
  }
}

# Data sources of this VPC.
data "aws_subnets" "all" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.this.id]
  }
  depends_on = [aws_subnet.public, aws_subnet.private, aws_subnet.pods]
}

data "aws_route_tables" "all" {
  vpc_id     = aws_vpc.this.id
  depends_on = [aws_route_table.private, aws_route_table.public]
}

output "counts" {
  value = {
    zones        = length(data.aws_availability_zones.available.names)
    subnets      = length(data.aws_subnets.all.ids)
    route_tables = length(data.aws_route_tables.all.ids)
  }
}
