variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id       = aws_vpc.of.id
  service_name = "com.amazonaws.ap-northeast-1.dynamodb"
  policy = var.step == 1 ? jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Reads", Effect = "Allow", Principal = "*", Action = ["dynamodb:ListTables", "dynamodb:DescribeTable"], Resource = "*" }]
    }) : jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Everything", Effect = "Allow", Principal = { AWS = "*" }, Action = "*", Resource = "*" }]
  })
}

output "holds" {
  value = { policy = jsondecode(aws_vpc_endpoint.dynamodb.policy).Statement[0].Sid == (var.step == 1 ? "Reads" : "Everything") }
}
