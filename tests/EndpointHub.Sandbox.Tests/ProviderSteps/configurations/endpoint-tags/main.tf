variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.of.id
  service_name = "com.amazonaws.ap-northeast-1.s3"
  tags         = [{ team = "one" }, { team = "other", stage = "test" }, { stage = "test" }][var.step - 1]
}

output "holds" {
  value = {
    number = length(aws_vpc_endpoint.s3.tags_all) == [1, 2, 1][var.step - 1]
    team   = lookup(aws_vpc_endpoint.s3.tags_all, "team", "") == ["one", "other", ""][var.step - 1]
    stage  = lookup(aws_vpc_endpoint.s3.tags_all, "stage", "") == ["", "test", "test"][var.step - 1]
  }
}
