variable "changed" {
  description = "False is how the configuration is first applied, true how it is then changed in place."
  type        = bool
}

output "vpcs" {
  value = { for name, vpc in aws_vpc.this : name => vpc.id }
}
