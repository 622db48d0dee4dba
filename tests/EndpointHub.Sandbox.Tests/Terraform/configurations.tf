# All configurations are in one run, because Terraform uses most of its processor time to start the provider several times for each command.
module "hub-by-hand" {
  source  = "./hub-by-hand"
  changed = var.changed
}

module "landscape" {
  source  = "./landscape"
  changed = var.changed
}

module "rich-vpc" {
  source  = "./rich-vpc"
  changed = var.changed
}

module "transit-gateway" {
  source  = "./transit-gateway"
  changed = var.changed
}

module "two-accounts" {
  source   = "./two-accounts"
  changed  = var.changed
  endpoint = var.endpoint
}

module "acls-and-prefix-lists" {
  source  = "./acls-and-prefix-lists"
  changed = var.changed
}

# The VPCs in which the tests resolve names.
output "hub-by-hand" {
  value = module.hub-by-hand.vpcs
}

output "landscape" {
  value = module.landscape.vpcs
}

output "two-accounts" {
  value = module.two-accounts.vpcs
}
