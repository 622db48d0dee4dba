variable "changed" {
  description = "False is how the configuration is first applied, true how it is then changed in place."
  type        = bool
}
