# The landscape of the sandbox's Terraform tests is copied to this folder.
variable "changed" {
  type    = bool
  default = false
}

output "ids" {
  value = {
    hub     = aws_vpc.this["shared"].id
    subnets = [for zone in ["a", "c"] : aws_subnet.private["shared-${zone}"].id]
    spokes  = [for name in ["dev", "stg", "prd"] : aws_vpc.this[name].id]
  }
}
