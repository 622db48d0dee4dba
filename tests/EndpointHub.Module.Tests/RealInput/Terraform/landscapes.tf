# All landscapes are in one run, because Terraform uses most of its time to start the provider.
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

# The ids for each job.
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
