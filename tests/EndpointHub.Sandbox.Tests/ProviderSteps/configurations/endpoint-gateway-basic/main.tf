variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.of.id
  service_name = "com.amazonaws.ap-northeast-1.s3"
}

output "holds" {
  value = {
    arn               = can(regex("^arn:aws:ec2:ap-northeast-1:111111111111:vpc-endpoint/vpce-", aws_vpc_endpoint.s3.arn))
    cidr_blocks       = length(aws_vpc_endpoint.s3.cidr_blocks) > 0
    dns_entry         = length(aws_vpc_endpoint.s3.dns_entry) == 0
    interfaces        = length(aws_vpc_endpoint.s3.network_interface_ids) == 0
    owner             = aws_vpc_endpoint.s3.owner_id == "111111111111"
    policy            = aws_vpc_endpoint.s3.policy != ""
    prefix_list       = aws_vpc_endpoint.s3.prefix_list_id != ""
    private_dns       = aws_vpc_endpoint.s3.private_dns_enabled == false
    requester_managed = aws_vpc_endpoint.s3.requester_managed == false
    route_tables      = length(aws_vpc_endpoint.s3.route_table_ids) == 0
    groups            = length(aws_vpc_endpoint.s3.security_group_ids) == 0
    type              = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway"
  }
}
