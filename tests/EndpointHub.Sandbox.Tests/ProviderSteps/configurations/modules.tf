module "endpoint-associations" {
  source = "./endpoint-associations"
  step   = var.step
}

module "endpoint-gateway-basic" {
  source = "./endpoint-gateway-basic"
  step   = var.step
}

module "endpoint-gateway-policy" {
  source = "./endpoint-gateway-policy"
  step   = var.step
}

module "endpoint-gateway-route-table-and-policy" {
  source = "./endpoint-gateway-route-table-and-policy"
  step   = var.step
}

module "endpoint-interface-basic" {
  source = "./endpoint-interface-basic"
  step   = var.step
}

module "endpoint-interface-subnets-and-groups" {
  source = "./endpoint-interface-subnets-and-groups"
  step   = var.step
}

module "endpoint-policy-in-another-order" {
  source = "./endpoint-policy-in-another-order"
  step   = var.step
}

module "endpoint-policy-resource" {
  source = "./endpoint-policy-resource"
  step   = var.step
}

module "endpoint-private-dns-update" {
  source = "./endpoint-private-dns-update"
  step   = var.step
}

module "endpoint-tags" {
  source = "./endpoint-tags"
  step   = var.step
}

module "peering-options" {
  source = "./peering-options"
  step   = var.step
}

module "transit-gateway-attachment" {
  source = "./transit-gateway-attachment"
  step   = var.step
}

module "zone-association" {
  source = "./zone-association"
  step   = var.step
}

module "zone-private-vpcs" {
  source = "./zone-private-vpcs"
  step   = var.step
}

output "holds" {
  value = {
    endpoint-associations                   = module.endpoint-associations.holds
    endpoint-gateway-basic                  = module.endpoint-gateway-basic.holds
    endpoint-gateway-policy                 = module.endpoint-gateway-policy.holds
    endpoint-gateway-route-table-and-policy = module.endpoint-gateway-route-table-and-policy.holds
    endpoint-interface-basic                = module.endpoint-interface-basic.holds
    endpoint-interface-subnets-and-groups   = module.endpoint-interface-subnets-and-groups.holds
    endpoint-policy-in-another-order        = module.endpoint-policy-in-another-order.holds
    endpoint-policy-resource                = module.endpoint-policy-resource.holds
    endpoint-private-dns-update             = module.endpoint-private-dns-update.holds
    endpoint-tags                           = module.endpoint-tags.holds
    peering-options                         = module.peering-options.holds
    transit-gateway-attachment              = module.transit-gateway-attachment.holds
    zone-association                        = module.zone-association.holds
    zone-private-vpcs                       = module.zone-private-vpcs.holds
  }
}
