variable "step" { type = number }

resource "aws_vpc" "two" {
  count                = 2
  cidr_block           = "10.${42 + count.index}.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_route53_zone" "of" {
  name = "associated.example"

  vpc {
    vpc_id = aws_vpc.two[0].id
  }

  lifecycle {
    ignore_changes = [vpc]
  }
}

resource "aws_route53_vpc_association_authorization" "of" {
  zone_id = aws_route53_zone.of.id
  vpc_id  = aws_vpc.two[1].id
}

resource "aws_route53_zone_association" "of" {
  zone_id = aws_route53_vpc_association_authorization.of.zone_id
  vpc_id  = aws_vpc.two[1].id
}

output "holds" {
  value = {
    owner      = aws_route53_zone_association.of.owning_account == "111111111111"
    vpc_region = aws_route53_zone_association.of.vpc_region == "ap-northeast-1"
  }
}
