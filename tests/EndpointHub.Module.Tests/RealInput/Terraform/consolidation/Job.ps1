# Three environments replace their eight endpoints each by eight in a hub.
param($Ids)

$hub = New-EndpointHub -Name shared -VpcId $Ids.hub -SubnetId $Ids.subnets -Service ecr.api, ecr.dkr, ssm, ssmmessages, ec2messages, logs, kms, secretsmanager
$spokes = $Ids.spokes | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone
$spokes | Disable-EndpointPrivateDns -Confirm:$false | Test-EndpointPath
$spokes | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false
