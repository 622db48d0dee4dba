param($Variant)

$services = 'ecr.api', 'ecr.dkr', 'ecs'
$hub = New-FieldVpc hub 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$vpcs = foreach ($number in 11, 12) {
    $vpc = New-FieldVpc "example-$number" "10.$number.0.0/16"
    $private = New-FieldTable $vpc
    $isolated = New-FieldTable $vpc
    $public = New-FieldSubnet $vpc "10.$number.4.0/24" a
    $subnets = (New-FieldSubnet $vpc "10.$number.0.0/24" a $private), (New-FieldSubnet $vpc "10.$number.1.0/24" c $private)
    $null = New-FieldSubnet $vpc "10.$number.8.0/24" a $isolated
    Add-FieldRoute $private 0.0.0.0/0 (New-FieldNat $vpc $public $vpc.Table)
    $null = New-FieldGateway $vpc $vpc.Table, $private, $isolated
    $group = New-FieldGroup $vpc endpoints $vpc.Cidr
    foreach ($service in $services) { $null = New-FieldEndpoint $vpc $service $subnets $group }
    $vpc
}
Wait-FieldSettled

$made = New-EndpointHub -Name central -VpcId $hub.Id -SubnetId $hubSubnets -Service $services
$connected = $vpcs.Id | Connect-SpokeVpc -Hub $made | Add-EndpointPrivateZone
Assert-FieldSet 'verdict of the plan' (Get-FieldVerdict ($vpcs.Id | ForEach-Object { Test-EndpointPath -VpcId $_ -Hub $made -Planned })) 'Reachable'
$moved = $connected | Disable-EndpointPrivateDns -Confirm:$false
$paths = $moved | Test-EndpointPath
Assert-FieldSet 'verdict after the cut-over' (Get-FieldVerdict $paths) 'Reachable'
Assert-FieldSet 'findings about S3' (Get-FieldFinding $paths 'S3*') @()
