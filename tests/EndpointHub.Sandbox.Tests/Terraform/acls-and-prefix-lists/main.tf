# Packet filters: network ACLs, prefix lists, and security groups with every form of rule and source.
data "aws_ec2_managed_prefix_list" "s3" {
  name = "com.amazonaws.ap-northeast-1.s3"
}

resource "aws_vpc" "this" {
  cidr_block = "10.30.0.0/16"
  tags       = { Name = "filters" }
}

resource "aws_subnet" "this" {
  count      = 4
  vpc_id     = aws_vpc.this.id
  cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
}

# Rules and subnets in the ACL resource.
resource "aws_network_acl" "inline" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = var.changed ? aws_subnet.this[*].id : slice(aws_subnet.this[*].id, 0, 2)
  tags       = { Name = var.changed ? "inline, reviewed" : "inline" }

  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "10.0.0.0/8"
    from_port  = 443
    to_port    = 443
  }

  ingress {
    rule_no    = 110
    protocol   = "icmp"
    action     = var.changed ? "deny" : "allow"
    cidr_block = "10.0.0.0/8"
    icmp_type  = -1
    icmp_code  = -1
    from_port  = 0
    to_port    = 0
  }

  egress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "10.0.0.0/8"
    from_port  = 1024
    to_port    = 65535
  }
}

# Rules and subnets in separate resources.
resource "aws_network_acl" "outside" {
  vpc_id = aws_vpc.this.id

  lifecycle {
    ignore_changes = [subnet_ids]
  }
}

resource "aws_network_acl_rule" "outside" {
  for_each       = { in = false, out = true }
  network_acl_id = aws_network_acl.outside.id
  rule_number    = 200
  egress         = each.value
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "ipv6" {
  network_acl_id  = aws_network_acl.outside.id
  rule_number     = 300
  protocol        = "tcp"
  rule_action     = "deny"
  ipv6_cidr_block = "::/0"
  from_port       = 22
  to_port         = 22
}

resource "aws_subnet" "outside" {
  vpc_id     = aws_vpc.this.id
  cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, 200)
}

resource "aws_network_acl_association" "outside" {
  network_acl_id = aws_network_acl.outside.id
  subnet_id      = aws_subnet.outside.id
}

# Entries in the list and in separate resources. This provider cannot change a description only: it sends a stale version, which AWS refuses.
resource "aws_ec2_managed_prefix_list" "inline" {
  name           = var.changed ? "offices-and-partners" : "offices"
  address_family = "IPv4"
  max_entries    = var.changed ? 4 : 3
  tags           = { Name = "offices" }

  entry {
    cidr        = "192.0.2.0/24"
    description = "Tokyo"
  }

  entry {
    cidr = var.changed ? "203.0.113.0/24" : "198.51.100.0/24"
  }
}

resource "aws_ec2_managed_prefix_list" "outside" {
  name           = "spokes"
  address_family = "IPv4"
  max_entries    = 5
}

resource "aws_ec2_managed_prefix_list_entry" "spoke" {
  for_each       = merge({ dev = "10.2.0.0/16", stg = "10.3.0.0/16" }, var.changed ? { prd = "10.4.0.0/16" } : {})
  prefix_list_id = aws_ec2_managed_prefix_list.outside.id
  cidr           = each.value
  description    = each.key
}

# Rules in the group resource.
resource "aws_security_group" "inline" {
  name        = "inline"
  description = "Rules in the group"
  vpc_id      = aws_vpc.this.id

  ingress {
    description     = "From lists and groups"
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = [aws_ec2_managed_prefix_list.outside.id]
    security_groups = [aws_security_group.rules.id]
    self            = true
  }

  ingress {
    description = var.changed ? "Ping, reviewed" : "Ping"
    from_port   = 8
    to_port     = -1
    protocol    = "icmp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = [data.aws_ec2_managed_prefix_list.s3.id]
  }

  dynamic "egress" {
    for_each = var.changed ? ["10.0.0.0/8"] : []
    content {
      from_port   = 53
      to_port     = 53
      protocol    = "udp"
      cidr_blocks = [egress.value]
    }
  }
}

# Rules of the older resource, which treats them as permissions.
resource "aws_security_group" "rules" {
  name   = "rules"
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group_rule" "cidr" {
  security_group_id = aws_security_group.rules.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8"]
  ipv6_cidr_blocks  = ["2001:db8::/32"]
  description       = var.changed ? "HTTPS, reviewed" : "HTTPS"
}

resource "aws_security_group_rule" "self" {
  security_group_id = aws_security_group.rules.id
  type              = "ingress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  self              = true
}

resource "aws_security_group_rule" "list" {
  security_group_id = aws_security_group.rules.id
  type              = "egress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_ids   = [data.aws_ec2_managed_prefix_list.s3.id, aws_ec2_managed_prefix_list.inline.id]
}

# Rules of the newer resources: one rule each, with its own id and tags.
resource "aws_security_group" "singles" {
  name                   = "singles"
  vpc_id                 = aws_vpc.this.id
  revoke_rules_on_delete = true
}

resource "aws_vpc_security_group_ingress_rule" "cidr" {
  security_group_id = aws_security_group.singles.id
  ip_protocol       = "tcp"
  from_port         = var.changed ? 443 : 80
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
  tags              = { Name = "https" }
}

resource "aws_vpc_security_group_ingress_rule" "group" {
  security_group_id            = aws_security_group.singles.id
  ip_protocol                  = "tcp"
  from_port                    = 9142
  to_port                      = 9142
  referenced_security_group_id = aws_security_group.inline.id
  description                  = var.changed ? "Cassandra, reviewed" : "Cassandra"
}

resource "aws_vpc_security_group_ingress_rule" "list" {
  security_group_id = aws_security_group.singles.id
  ip_protocol       = "-1"
  prefix_list_id    = aws_ec2_managed_prefix_list.outside.id
  tags              = { Name = var.changed ? "spokes, reviewed" : "spokes" }
}

resource "aws_vpc_security_group_egress_rule" "all" {
  for_each          = { ipv4 = "0.0.0.0/0", ipv6 = "::/0" }
  security_group_id = aws_security_group.singles.id
  ip_protocol       = "-1"
  cidr_ipv4         = each.key == "ipv4" ? each.value : null
  cidr_ipv6         = each.key == "ipv6" ? each.value : null
}
