# Completes a hub that was started by hand and leaves the foreign resources unchanged.
param($Ids)

New-EndpointHub -Name begun -VpcId $Ids.hub -SubnetId $Ids.subnet -Service kms
$hub = New-EndpointHub -Name begun -VpcId $Ids.hub -SubnetId $Ids.subnet -Service ecr.api, ecr.dkr, logs, secretsmanager
$spokes = $Ids.spokes | Connect-SpokeVpc -Hub $hub | Add-S3GatewayEndpoint

# The zone of one service leads elsewhere, which is reported. The zones of the others are made.
$null = Add-EndpointPrivateZone -Hub $hub
$spokes | Disable-EndpointPrivateDns -IncludeManaged Terraform -Service ecr.api, ecr.dkr, logs -Confirm:$false | Test-EndpointPath -Service ecr.api, ecr.dkr, logs
$spokes | Remove-SpokeEndpoint -IncludeManaged Terraform -Allow TrafficUnknown -Confirm:$false
