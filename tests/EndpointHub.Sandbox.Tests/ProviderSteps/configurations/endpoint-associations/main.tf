variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "zones" {
  count             = 2
  vpc_id            = aws_vpc.of.id
  cidr_block        = cidrsubnet(aws_vpc.of.cidr_block, 8, count.index)
  availability_zone = "ap-northeast-1${["a", "c"][count.index]}"
}

resource "aws_security_group" "own" {
  name   = "replayed"
  vpc_id = aws_vpc.of.id
}

resource "aws_route_table" "own" {
  vpc_id = aws_vpc.of.id
}

resource "aws_vpc_endpoint" "ec2" {
  vpc_id            = aws_vpc.of.id
  service_name      = "com.amazonaws.ap-northeast-1.ec2"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.of.id
  service_name = "com.amazonaws.ap-northeast-1.s3"
}

resource "aws_vpc_endpoint_subnet_association" "of" {
  count           = var.step == 1 ? 1 : 2
  vpc_endpoint_id = aws_vpc_endpoint.ec2.id
  subnet_id       = aws_subnet.zones[count.index].id
}

resource "aws_vpc_endpoint_security_group_association" "of" {
  vpc_endpoint_id             = aws_vpc_endpoint.ec2.id
  security_group_id           = aws_security_group.own.id
  replace_default_association = true
}

resource "aws_vpc_endpoint_route_table_association" "of" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  route_table_id  = aws_route_table.own.id
}

data "aws_vpc_endpoint" "read" {
  id         = aws_vpc_endpoint.ec2.id
  depends_on = [aws_vpc_endpoint_subnet_association.of, aws_vpc_endpoint_security_group_association.of]
}

output "holds" {
  value = {
    subnets = length(data.aws_vpc_endpoint.read.subnet_ids) == (var.step == 1 ? 1 : 2)
    groups  = data.aws_vpc_endpoint.read.security_group_ids == toset([aws_security_group.own.id])
  }
}
