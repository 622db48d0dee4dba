# dev, stg and prd, each with the same eight endpoints and an S3 gateway endpoint, and the VPC for the hub.
locals {
  services = ["ecr.api", "ecr.dkr", "ssm", "ssmmessages", "ec2messages", "logs", "kms", "secretsmanager"]
  vpcs     = { dev = "10.2.0.0/16", stg = "10.3.0.0/16", prd = "10.4.0.0/16", shared = "10.255.0.0/16" }
  spokes   = toset(["dev", "stg", "prd"])
  zones    = { a = "ap-northeast-1a", c = "ap-northeast-1c" }

  subnets   = { for pair in setproduct(keys(local.vpcs), keys(local.zones)) : "${pair[0]}-${pair[1]}" => { vpc = pair[0], zone = pair[1] } }
  endpoints = { for pair in setproduct(local.spokes, local.services) : "${pair[0]}-${pair[1]}" => { vpc = pair[0], service = pair[1] } }
}

data "aws_vpc_endpoint_service" "this" {
  for_each     = toset(local.services)
  service      = each.key
  service_type = "Interface"
}

data "aws_prefix_list" "s3" {
  name = "com.amazonaws.ap-northeast-1.s3"
}

resource "aws_vpc" "this" {
  for_each             = local.vpcs
  cidr_block           = each.value
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = each.key, env = each.key, reviewed = var.changed ? "yes" : "no" }
}

resource "aws_subnet" "private" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.this[each.value.vpc].id
  availability_zone = local.zones[each.value.zone]
  cidr_block        = cidrsubnet(local.vpcs[each.value.vpc], 8, each.value.zone == "a" ? 1 : 2)
  tags              = { Name = "private-${each.key}" }
}

resource "aws_route_table" "private" {
  for_each = local.vpcs
  vpc_id   = aws_vpc.this[each.key].id
  tags     = { Name = "private-${each.key}" }
}

# The subnets of stg use its default main route table. shared replaces its main route table.
resource "aws_route_table_association" "private" {
  for_each       = { for name, subnet in local.subnets : name => subnet if contains(["dev", "prd"], subnet.vpc) }
  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.value.vpc].id
}

resource "aws_main_route_table_association" "shared" {
  vpc_id         = aws_vpc.this["shared"].id
  route_table_id = aws_route_table.private["shared"].id
}

resource "aws_security_group" "workload" {
  for_each    = local.spokes
  name        = "workload"
  description = "Tasks and instances"
  vpc_id      = aws_vpc.this[each.key].id

  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    cidr_blocks     = [local.vpcs[each.key]]
    prefix_list_ids = [data.aws_prefix_list.s3.id]
  }
}

resource "aws_security_group" "endpoints" {
  for_each = local.spokes
  name     = "endpoints"
  vpc_id   = aws_vpc.this[each.key].id

  ingress {
    description = "From the VPC"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [local.vpcs[each.key]]
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = local.endpoints
  vpc_id              = aws_vpc.this[each.value.vpc].id
  service_name        = data.aws_vpc_endpoint_service.this[each.value.service].service_name
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = !(var.changed && each.value.vpc == "dev")
  security_group_ids = concat([aws_security_group.endpoints[each.value.vpc].id],
  var.changed && each.key == "stg-ssm" ? [aws_security_group.workload["stg"].id] : [])
  subnet_ids = [for zone in(var.changed && each.key == "stg-ssm" ? ["a", "c"] : ["a"]) : aws_subnet.private["${each.value.vpc}-${zone}"].id]
  tags       = { Name = each.key }
}

resource "aws_vpc_endpoint" "s3" {
  for_each        = local.spokes
  vpc_id          = aws_vpc.this[each.key].id
  service_name    = "com.amazonaws.ap-northeast-1.s3"
  route_table_ids = [each.key == "stg" ? aws_vpc.this["stg"].main_route_table_id : aws_route_table.private[each.key].id]
  policy          = each.key == "prd" ? data.aws_iam_policy_document.s3.json : null
  tags            = { Name = "${each.key}-s3" }
}

# The policy allows only image pulls.
data "aws_iam_policy_document" "s3" {
  statement {
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    actions = concat(["s3:GetObject"], var.changed ? ["s3:ListBucket"] : [])
    resources = concat(["arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"],
    var.changed ? ["arn:aws:s3:::company-data", "arn:aws:s3:::company-data/*"] : [])
  }
}

# Only prd has internet access.
resource "aws_internet_gateway" "prd" {
  vpc_id = aws_vpc.this["prd"].id
  tags   = { Name = "prd" }
}

resource "aws_subnet" "public" {
  for_each                = local.zones
  vpc_id                  = aws_vpc.this["prd"].id
  availability_zone       = each.value
  cidr_block              = cidrsubnet(local.vpcs["prd"], 8, each.key == "a" ? 101 : 102)
  map_public_ip_on_launch = true
  tags                    = { Name = "public-prd-${each.key}" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this["prd"].id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.prd.id
  }
}

resource "aws_route_table_association" "public" {
  for_each       = local.zones
  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public.id
}

resource "aws_eip" "nat" {
  for_each   = local.zones
  domain     = "vpc"
  tags       = { Name = "nat-${each.key}" }
  depends_on = [aws_internet_gateway.prd]
}

resource "aws_nat_gateway" "prd" {
  for_each      = local.zones
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id
  tags          = { Name = "prd-${each.key}" }
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.private["prd"].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.prd[var.changed ? "c" : "a"].id
}
