variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id       = aws_vpc.of.id
  service_name = "com.amazonaws.ap-northeast-1.dynamodb"
}

resource "aws_vpc_endpoint_policy" "of" {
  vpc_endpoint_id = aws_vpc_endpoint.dynamodb.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = var.step == 1 ? "Reads" : "All", Effect = "Allow", Principal = "*", Action = var.step == 1 ? "dynamodb:DescribeTable" : "dynamodb:*", Resource = "*" }]
  })
}

output "holds" {
  value = { policy = jsondecode(aws_vpc_endpoint_policy.of.policy).Statement[0].Sid == (var.step == 1 ? "Reads" : "All") }
}
