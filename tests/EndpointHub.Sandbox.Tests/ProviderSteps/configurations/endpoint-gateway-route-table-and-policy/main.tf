variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_route_table" "own" {
  vpc_id = aws_vpc.of.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.of.id
  service_name    = "com.amazonaws.ap-northeast-1.s3"
  route_table_ids = var.step == 1 ? [aws_route_table.own.id] : []
  policy = var.step > 1 ? "" : jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "All", Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}

output "holds" {
  value = {
    policy       = aws_vpc_endpoint.s3.policy != ""
    route_tables = length(aws_vpc_endpoint.s3.route_table_ids) == (var.step == 1 ? 1 : 0)
  }
}
