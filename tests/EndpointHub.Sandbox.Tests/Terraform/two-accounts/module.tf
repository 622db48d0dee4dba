variable "changed" {
  description = "False is how the configuration is first applied, true how it is then changed in place."
  type        = bool
}

variable "endpoint" {
  description = "Where the sandbox listens, for the providers of the other account."
  type        = string
}

output "vpcs" {
  value = { near = aws_vpc.near.id, far = aws_vpc.far.id }
}
