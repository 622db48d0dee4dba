variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "dynamodb" {
  vpc_id       = aws_vpc.of.id
  service_name = "com.amazonaws.ap-northeast-1.dynamodb"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = var.step == 1 ? ["dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:ListTagsOfResource"] : ["dynamodb:ListTagsOfResource", "dynamodb:DescribeTable", "dynamodb:ListTables"]
      Resource  = "*"
    }]
  })
}

output "holds" {
  value = { actions = length(jsondecode(aws_vpc_endpoint.dynamodb.policy).Statement[0].Action) == 3 }
}
