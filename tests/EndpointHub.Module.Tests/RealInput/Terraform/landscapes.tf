# All landscapes in one run: most of Terraform's time goes into starting its provider.
module "consolidation" {
  source = "./consolidation"
}

module "fargate" {
  source = "./fargate"
}

module "main-tables" {
  source = "./main-tables"
}

module "begun-by-hand" {
  source = "./begun-by-hand"
}

# What each job is given.
output "consolidation" {
  value = module.consolidation.ids
}

output "fargate" {
  value = module.fargate.ids
}

output "main-tables" {
  value = module.main-tables.ids
}

output "begun-by-hand" {
  value = module.begun-by-hand.ids
}
