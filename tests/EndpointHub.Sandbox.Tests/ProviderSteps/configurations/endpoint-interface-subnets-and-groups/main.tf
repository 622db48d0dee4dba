variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "zones" {
  count             = 3
  vpc_id            = aws_vpc.of.id
  cidr_block        = cidrsubnet(aws_vpc.of.cidr_block, 8, count.index)
  availability_zone = "ap-northeast-1${["a", "c", "d"][count.index]}"
}

resource "aws_security_group" "two" {
  count  = 2
  name   = "replayed-${count.index}"
  vpc_id = aws_vpc.of.id
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.of.id
  service_name        = "com.amazonaws.ap-northeast-1.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = var.step > 1
  subnet_ids          = var.step == 1 ? [aws_subnet.zones[0].id] : aws_subnet.zones[*].id
  security_group_ids  = var.step == 1 ? aws_security_group.two[*].id : [aws_security_group.two[1].id]
}

output "holds" {
  value = {
    cidr_blocks = length(aws_vpc_endpoint.logs.cidr_blocks) == 0
    dns_entry   = length(aws_vpc_endpoint.logs.dns_entry) > 0
    interfaces  = var.step > 1 || length(aws_vpc_endpoint.logs.network_interface_ids) == 1
    groups      = length(aws_vpc_endpoint.logs.security_group_ids) == (var.step == 1 ? 2 : 1)
    subnets     = length(aws_vpc_endpoint.logs.subnet_ids) == (var.step == 1 ? 1 : 3)
    private_dns = aws_vpc_endpoint.logs.private_dns_enabled == (var.step > 1)
  }
}
