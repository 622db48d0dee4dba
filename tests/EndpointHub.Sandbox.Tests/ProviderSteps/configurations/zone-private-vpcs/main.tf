variable "step" { type = number }

resource "aws_vpc" "two" {
  count      = 2
  cidr_block = "10.${40 + count.index}.0.0/16"
}

resource "aws_route53_zone" "of" {
  name    = "replayed.example"
  comment = var.step == 1 ? "one" : "two"

  dynamic "vpc" {
    for_each = var.step == 2 ? aws_vpc.two[*].id : [aws_vpc.two[0].id]
    content {
      vpc_id = vpc.value
    }
  }
}

output "holds" {
  value = {
    vpcs         = length(aws_route53_zone.of.vpc) == (var.step == 2 ? 2 : 1)
    comment      = aws_route53_zone.of.comment == (var.step == 1 ? "one" : "two")
    name_servers = length(aws_route53_zone.of.name_servers) == 4
    arn          = can(regex("^arn:aws:route53:::hostedzone/", aws_route53_zone.of.arn))
  }
}
