param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc latecomer 10.31.0.0/16
$subnets = (New-FieldSubnet $spoke 10.31.1.0/24 a), (New-FieldSubnet $spoke 10.31.2.0/24 c)
$null = New-FieldPeering $spoke $hub
$group = New-FieldGroup $hub endpoints 10.31.0.0/16
$own = New-FieldGroup $spoke endpoints 10.31.0.0/16
foreach ($service in 'kms', 'sqs') {
    $null = New-FieldZoneSet $service (New-FieldEndpoint $hub $service $hubSubnets $group -Hub central) $hub
    $null = New-FieldEndpoint $spoke $service $subnets $own
}
Wait-FieldSettled

$before = (Get-FieldZone).Count
$zoned = Get-FieldOutcome { Connect-SpokeVpc -VpcId $spoke.Id -Hub central | Add-EndpointPrivateZone }
Assert-FieldSet 'refusals of Add-EndpointPrivateZone' $zoned.Errors @()
Assert-FieldSet 'the number of zones' (Get-FieldZone).Count $before
$moved = Get-FieldOutcome { Disable-EndpointPrivateDns -VpcId $spoke.Id -Hub central -Confirm:$false }
Assert-FieldSet 'refusals of Disable-EndpointPrivateDns' $moved.Errors @()
Assert-FieldSet 'verdict' (Get-FieldVerdict (Test-EndpointPath -VpcId $spoke.Id -Hub central)) 'Reachable'
