# The provider of all configurations here. It uses a sandbox and skips none of its checks.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

variable "endpoint" {
  description = "Where the sandbox listens."
  type        = string
}

variable "changed" {
  description = "False is how a configuration is first applied, true how it is then changed in place."
  type        = bool
  default     = false
}

provider "aws" {
  region     = "ap-northeast-1"
  access_key = "111111111111"
  secret_key = "sandbox"

  endpoints {
    ec2     = var.endpoint
    route53 = var.endpoint
    sts     = var.endpoint
  }

  default_tags {
    tags = { managed-by = "terraform" }
  }
}
