# variants: reported, repaired
param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = @(New-FieldSubnet $hub 10.80.1.0/24 a)
$spokes = foreach ($number in 41, 42) {
    $spoke = New-FieldVpc "workload-$number" "10.$number.0.0/16"
    $spoke | Add-Member Private (New-FieldSubnet $spoke "10.$number.1.0/24" a)
    $null = New-FieldClient $spoke.Private
    $spoke
}
$gateway = New-FieldTransitGateway
$null = New-FieldAttachment $gateway $hub $hubSubnets
foreach ($spoke in $spokes) { $null = New-FieldAttachment $gateway $spoke $spoke.Private }
$group = New-FieldGroup $hub endpoints 10.0.0.0/8
foreach ($service in 'ssm', 'ec2messages') {
    $endpoint = New-FieldEndpoint $hub $service $hubSubnets $group -Hub central
    $null = New-FieldZone "$service.ap-northeast-1.amazonaws.com" (@($hub) + $spokes) @{ "$service.ap-northeast-1.amazonaws.com" = $endpoint }
}
if ($Variant -eq 'repaired') {
    foreach ($spoke in $spokes) {
        Add-FieldRoute $spoke.Table 10.80.0.0/16 $gateway
        Add-FieldRoute $hub.Table $spoke.Cidr $gateway
    }
}
Wait-FieldSettled

$test = { $spokes | ForEach-Object { Test-EndpointPath -VpcId $_.Id -Hub central } }
$paths = & $test
Assert-FieldSet 'the everyday name' (Get-FieldNameVerdict $paths 'ssm.ap-northeast-1.amazonaws.com') 'Reachable'
Assert-FieldSet 'the newer name' (Get-FieldNameVerdict $paths 'ssm.ap-northeast-1.api.aws') 'Unreachable'
if ($Variant -eq 'repaired') {
    Assert-FieldSet 'failing code' (Get-FieldCode $paths) 'AnsweredPublicly'
    Assert-FieldSet 'ec2messages' (Get-FieldVerdict $paths ec2messages) 'Reachable'
    return
}

Assert-FieldSet 'failing codes' (Get-FieldCode $paths) 'NoRouteToDestination', 'NoReturnRoute', 'AnsweredPublicly'
Assert-FieldText 'the remedy of the missing route' (Get-FieldFinding $paths NoRouteToDestination).Remedy 'tgw-'
Assert-FieldSet 'peering connections' (Get-FieldPeering) @()
