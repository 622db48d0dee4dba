# Fargate tasks with awslogs and ECS Exec. Image pulls and logs have endpoints, ECS Exec goes through a NAT gateway, and only one of the two
# private subnets has an S3 gateway endpoint, whose policy allows only image layers.
locals {
  own     = toset(["ecr.api", "ecr.dkr", "logs"])
  private = { a = "10.20.1.0/24", c = "10.20.2.0/24" }
}

data "aws_vpc_endpoint_service" "own" {
  for_each     = local.own
  service      = each.key
  service_type = "Interface"
}

resource "aws_vpc" "tasks" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "tasks" }
}

resource "aws_internet_gateway" "tasks" {
  vpc_id = aws_vpc.tasks.id
}

resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.tasks.id
  availability_zone = "ap-northeast-1a"
  cidr_block        = "10.20.101.0/24"
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.tasks.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.tasks.id
  }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_eip" "nat" {
  domain     = "vpc"
  depends_on = [aws_internet_gateway.tasks]
}

resource "aws_nat_gateway" "tasks" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public.id
}

resource "aws_subnet" "private" {
  for_each          = local.private
  vpc_id            = aws_vpc.tasks.id
  availability_zone = "ap-northeast-1${each.key}"
  cidr_block        = each.value
}

resource "aws_route_table" "private" {
  for_each = local.private
  vpc_id   = aws_vpc.tasks.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.tasks.id
  }
}

resource "aws_route_table_association" "private" {
  for_each       = local.private
  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.tasks.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.tasks.cidr_block]
  }
}

resource "aws_vpc_endpoint" "own" {
  for_each            = local.own
  vpc_id              = aws_vpc.tasks.id
  service_name        = data.aws_vpc_endpoint_service.own[each.key].service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = [aws_security_group.endpoints.id]
}

data "aws_iam_policy_document" "layers" {
  statement {
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"]
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.tasks.id
  service_name    = "com.amazonaws.ap-northeast-1.s3"
  policy          = data.aws_iam_policy_document.layers.json
  route_table_ids = [aws_route_table.private["a"].id]
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.250.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "fargate-hub" }
}

resource "aws_route_table" "hub" {
  vpc_id = aws_vpc.hub.id
}

resource "aws_main_route_table_association" "hub" {
  vpc_id         = aws_vpc.hub.id
  route_table_id = aws_route_table.hub.id
}

output "ids" {
  value = {
    hub   = aws_vpc.hub.id
    spoke = aws_vpc.tasks.id
  }

  depends_on = [aws_main_route_table_association.hub]
}
