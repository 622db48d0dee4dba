variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block = "10.46.0.0/16"
}

resource "aws_subnet" "zones" {
  count             = 2
  vpc_id            = aws_vpc.of.id
  cidr_block        = cidrsubnet(aws_vpc.of.cidr_block, 8, count.index)
  availability_zone = "ap-northeast-1${["a", "c"][count.index]}"
}

resource "aws_ec2_transit_gateway" "of" {}

resource "aws_ec2_transit_gateway_vpc_attachment" "of" {
  subnet_ids         = var.step == 2 ? aws_subnet.zones[*].id : [aws_subnet.zones[0].id]
  transit_gateway_id = aws_ec2_transit_gateway.of.id
  vpc_id             = aws_vpc.of.id
  dns_support        = var.step == 3 ? "disable" : "enable"
}

output "holds" {
  value = {
    dns_support = aws_ec2_transit_gateway_vpc_attachment.of.dns_support == (var.step == 3 ? "disable" : "enable")
    ipv6        = aws_ec2_transit_gateway_vpc_attachment.of.ipv6_support == "disable"
    subnets     = length(aws_ec2_transit_gateway_vpc_attachment.of.subnet_ids) == (var.step == 2 ? 2 : 1)
    association = aws_ec2_transit_gateway_vpc_attachment.of.transit_gateway_default_route_table_association == true
    owner       = aws_ec2_transit_gateway_vpc_attachment.of.vpc_owner_id == "111111111111"
  }
}
