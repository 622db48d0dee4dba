# Completes a hub that was started by hand and leaves the foreign resources unchanged.
param($Ids)

New-EndpointHub -Name begun -VpcId $Ids.hub -SubnetId $Ids.subnet -Service kms
$hub = New-EndpointHub -Name begun -VpcId $Ids.hub -SubnetId $Ids.subnet -Service ecr.api, ecr.dkr, logs, secretsmanager
$spokes = $Ids.spokes | Connect-SpokeVpc -Hub $hub | Add-S3GatewayEndpoint

# All services at once, which is refused because of one of them; then the other services.
$null = Add-EndpointPrivateZone -Hub $hub
$null = Add-EndpointPrivateZone -Hub $hub -Service ecr.api, ecr.dkr, logs
$spokes | Disable-EndpointPrivateDns -Service ecr.api, ecr.dkr, logs -Confirm:$false | Test-EndpointPath -Service ecr.api, ecr.dkr, logs
$spokes | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false
