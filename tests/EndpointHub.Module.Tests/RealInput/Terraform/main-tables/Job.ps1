# Session Manager for two spokes, each in its own row.
param($Ids)

$hub = New-EndpointHub -Name sessions -VpcId $Ids.hub -SubnetId $Ids.subnet -Service ssm, ssmmessages, ec2messages
$spokes = $Ids.spokes | ForEach-Object { [pscustomobject]@{ VpcId = $_ } } | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone
$spokes | Disable-EndpointPrivateDns -IncludeManaged Terraform -Confirm:$false | Test-EndpointPath
$spokes | Remove-SpokeEndpoint -IncludeManaged Terraform -Allow TrafficUnknown -Confirm:$false
