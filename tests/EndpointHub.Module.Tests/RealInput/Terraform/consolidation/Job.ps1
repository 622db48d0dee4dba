# Three environments replace their eight endpoints each by eight in a hub.
param($Ids)

$hub = New-EndpointHub -Name shared -VpcId $Ids.hub -SubnetId $Ids.subnets -Service ecr.api, ecr.dkr, ssm, ssmmessages, ec2messages, logs, kms, secretsmanager
$spokes = $Ids.spokes | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone
$spokes | Disable-EndpointPrivateDns -IncludeManaged Terraform -Confirm:$false | Test-EndpointPath
$spokes | Remove-SpokeEndpoint -IncludeManaged Terraform -Allow TrafficUnknown -Confirm:$false
