variable "step" { type = number }

resource "aws_vpc" "two" {
  count                = 2
  cidr_block           = "10.${44 + count.index}.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_peering_connection" "of" {
  vpc_id      = aws_vpc.two[0].id
  peer_vpc_id = aws_vpc.two[1].id
  auto_accept = true

  accepter {
    allow_remote_vpc_dns_resolution = var.step != 2
  }

  requester {
    allow_remote_vpc_dns_resolution = var.step == 2
  }
}

output "holds" {
  value = {
    status   = aws_vpc_peering_connection.of.accept_status == "active"
    accepter = aws_vpc_peering_connection.of.accepter[0].allow_remote_vpc_dns_resolution == (var.step != 2)
  }
}
