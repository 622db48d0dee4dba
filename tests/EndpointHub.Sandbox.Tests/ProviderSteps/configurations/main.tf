# The provider, and every replayed acceptance test as a module. A module's "holds" has the checks of its steps.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

variable "endpoint" {
  description = "Where the sandbox listens."
  type        = string
}

variable "step" {
  description = "The step of the acceptance tests, from 1."
  type        = number
}

provider "aws" {
  region     = "ap-northeast-1"
  access_key = "111111111111"
  secret_key = "sandbox"

  endpoints {
    ec2             = var.endpoint
    route53         = var.endpoint
    route53profiles = var.endpoint
    route53resolver = var.endpoint
    sts             = var.endpoint
  }
}
