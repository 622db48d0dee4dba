param($Variant)

$services = 'ssm', 'ssmmessages', 'ec2messages', 'logs'
$hub = New-FieldVpc hub 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$vpcs = foreach ($number in 71, 72) {
    $vpc = New-FieldVpc "core-$number" "10.$number.0.0/16"
    $subnets = (New-FieldSubnet $vpc "10.$number.1.0/24" a), (New-FieldSubnet $vpc "10.$number.2.0/24" c)
    $group = New-FieldGroup $vpc endpoints $vpc.Cidr
    foreach ($service in $services) { $null = New-FieldEndpoint $vpc $service $subnets $group }
    $null = New-FieldGateway $vpc $vpc.Table
    $vpc
}
Wait-FieldSettled

$inventory = Get-EndpointInventory | Where-Object ServiceName -notlike '*.s3'
Assert-Field 'all interface endpoints are listed' (@($inventory).Count -eq 8) @($inventory).Count
$made = New-EndpointHub -Name central -VpcId $hub.Id -SubnetId $hubSubnets -Service $services
$connected = Connect-SpokeVpc -VpcId $vpcs[0].Id -Hub $made | Add-EndpointPrivateZone
Assert-FieldSet 'verdict of the plan' (Get-FieldVerdict (Test-EndpointPath -VpcId $vpcs[0].Id -Hub $made -Planned)) 'Reachable'
$moved = $connected | Disable-EndpointPrivateDns -Confirm:$false
Assert-FieldSet 'verdict after the cut-over' (Get-FieldVerdict ($moved | Test-EndpointPath)) 'Reachable'
Assert-FieldSet 'the names of the other VPC' (Resolve-FieldName $vpcs[1] 'ssm.ap-northeast-1.amazonaws.com') 'addresses'
