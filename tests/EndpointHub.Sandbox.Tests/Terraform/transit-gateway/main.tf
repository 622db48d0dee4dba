# Spokes that reach a hub, but not each other, through custom route tables of a Transit Gateway.
locals {
  spokes = { dev = "10.2.0.0/16", stg = "10.3.0.0/16" }
  vpcs   = merge(local.spokes, { hub = "10.255.0.0/16" })
  zones  = ["ap-northeast-1a", "ap-northeast-1c"]
}

resource "aws_ec2_transit_gateway" "this" {
  description                     = var.changed ? "Shared, reviewed" : "Shared"
  amazon_side_asn                 = 64513
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  dns_support                     = "enable"
  auto_accept_shared_attachments  = var.changed ? "enable" : "disable"
  tags                            = { Name = "shared" }
}

resource "aws_vpc" "this" {
  for_each             = local.vpcs
  cidr_block           = each.value
  enable_dns_hostnames = true
  tags                 = { Name = each.key }
}

resource "aws_subnet" "first" {
  for_each          = local.vpcs
  vpc_id            = aws_vpc.this[each.key].id
  availability_zone = local.zones[0]
  cidr_block        = cidrsubnet(each.value, 12, 0)
}

resource "aws_subnet" "second" {
  for_each          = local.vpcs
  vpc_id            = aws_vpc.this[each.key].id
  availability_zone = local.zones[1]
  cidr_block        = cidrsubnet(each.value, 12, 1)
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  for_each           = local.vpcs
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.this[each.key].id
  subnet_ids         = concat([aws_subnet.first[each.key].id], var.changed || each.key == "hub" ? [aws_subnet.second[each.key].id] : [])
  dns_support        = "enable"

  appliance_mode_support                          = var.changed && each.key == "hub" ? "enable" : "disable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = { Name = each.key, reviewed = var.changed ? "yes" : "no" }
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  for_each           = toset(["hub", "spokes"])
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  tags               = { Name = each.key }
}

resource "aws_ec2_transit_gateway_route_table_association" "this" {
  for_each                       = local.vpcs
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this[each.key].id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.key == "hub" ? "hub" : "spokes"].id
}

# The routes of the spokes propagate to the hub, and to the spokes only the route of the hub.
resource "aws_ec2_transit_gateway_route_table_propagation" "this" {
  for_each                       = local.vpcs
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this[each.key].id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.key == "hub" ? "spokes" : "hub"].id
}

resource "aws_ec2_transit_gateway_route" "default" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this["spokes"].id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this["hub"].id
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  for_each                       = toset(concat(["10.0.0.0/8"], var.changed ? ["172.16.0.0/12"] : []))
  destination_cidr_block         = each.key
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this["spokes"].id
  blackhole                      = true
}

resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "offices"
  address_family = "IPv4"
  max_entries    = 2

  entry {
    cidr = "192.0.2.0/24"
  }
}

resource "aws_ec2_transit_gateway_prefix_list_reference" "offices" {
  prefix_list_id                 = aws_ec2_managed_prefix_list.offices.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this["hub"].id
  transit_gateway_attachment_id  = var.changed ? aws_ec2_transit_gateway_vpc_attachment.this["dev"].id : aws_ec2_transit_gateway_vpc_attachment.this["stg"].id
}

# An attachment does not change the route tables of VPCs, so that both sides need a route.
resource "aws_route" "to_hub" {
  for_each               = local.spokes
  route_table_id         = aws_vpc.this[each.key].main_route_table_id
  destination_cidr_block = local.vpcs["hub"]
  transit_gateway_id     = aws_ec2_transit_gateway.this.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.this]
}

resource "aws_route" "to_spoke" {
  for_each               = local.spokes
  route_table_id         = aws_vpc.this["hub"].main_route_table_id
  destination_cidr_block = each.value
  transit_gateway_id     = aws_ec2_transit_gateway.this.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.this]
}

# The route to the former peering connection is replaced by the one to the Transit Gateway.
resource "aws_vpc_peering_connection" "old" {
  vpc_id      = aws_vpc.this["dev"].id
  peer_vpc_id = aws_vpc.this["stg"].id
  auto_accept = true
}

resource "aws_route" "moved" {
  route_table_id            = aws_vpc.this["dev"].main_route_table_id
  destination_cidr_block    = local.vpcs["stg"]
  vpc_peering_connection_id = var.changed ? null : aws_vpc_peering_connection.old.id
  transit_gateway_id        = var.changed ? aws_ec2_transit_gateway.this.id : null
  depends_on                = [aws_ec2_transit_gateway_vpc_attachment.this]
}

data "aws_ec2_transit_gateway" "this" {
  id = aws_ec2_transit_gateway.this.id
}

data "aws_ec2_transit_gateway_vpc_attachment" "hub" {
  id = aws_ec2_transit_gateway_vpc_attachment.this["hub"].id
}
