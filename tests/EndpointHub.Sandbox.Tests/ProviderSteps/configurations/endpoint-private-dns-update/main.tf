variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "ec2" {
  vpc_id            = aws_vpc.of.id
  service_name      = "com.amazonaws.ap-northeast-1.ec2"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint_private_dns" "of" {
  vpc_endpoint_id     = aws_vpc_endpoint.ec2.id
  private_dns_enabled = var.step != 2
}

data "aws_vpc_endpoint" "read" {
  id         = aws_vpc_endpoint_private_dns.of.vpc_endpoint_id
  depends_on = [aws_vpc_endpoint_private_dns.of]
}

output "holds" {
  value = {
    same    = aws_vpc_endpoint_private_dns.of.vpc_endpoint_id == aws_vpc_endpoint.ec2.id
    enabled = data.aws_vpc_endpoint.read.private_dns_enabled == (var.step != 2)
  }
}
