variable "step" { type = number }

resource "aws_vpc" "of" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "ec2" {
  vpc_id            = aws_vpc.of.id
  service_name      = "com.amazonaws.ap-northeast-1.ec2"
  vpc_endpoint_type = "Interface"
}

output "holds" {
  value = {
    cidr_blocks  = length(aws_vpc_endpoint.ec2.cidr_blocks) == 0
    dns_entry    = length(aws_vpc_endpoint.ec2.dns_entry) == 0
    record_type  = aws_vpc_endpoint.ec2.dns_options[0].dns_record_ip_type == "ipv4"
    address_type = aws_vpc_endpoint.ec2.ip_address_type == "ipv4"
    interfaces   = length(aws_vpc_endpoint.ec2.network_interface_ids) == 0
    policy       = aws_vpc_endpoint.ec2.policy != ""
    private_dns  = aws_vpc_endpoint.ec2.private_dns_enabled == false
    groups       = length(aws_vpc_endpoint.ec2.security_group_ids) == 1
    subnets      = length(aws_vpc_endpoint.ec2.subnet_ids) == 0
  }
}
