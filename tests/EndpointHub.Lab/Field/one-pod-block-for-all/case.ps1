param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$clusters = foreach ($number in 51, 52) {
    $cluster = New-FieldVpc "cluster-$number" "10.$number.0.0/16", 100.64.0.0/16
    $nodes = (New-FieldSubnet $cluster "10.$number.1.0/24" a), (New-FieldSubnet $cluster "10.$number.2.0/24" c)
    $null = New-FieldSubnet $cluster 100.64.0.0/18 a
    $group = New-FieldGroup $cluster endpoints "10.$number.0.0/16", 100.64.0.0/16
    foreach ($service in 'sts', 'logs') { $null = New-FieldEndpoint $cluster $service $nodes $group }
    $cluster
}
Wait-FieldSettled

$overlap = @(Get-EndpointInventory | Where-Object Obstacle -eq 'CidrOverlap')
Assert-Field 'the inventory reports the overlap' ($overlap.Count -gt 0) ''
Assert-FieldText 'the reason' $overlap.Reason '100\.64\.0\.0/16'
Assert-FieldNoText 'the reason' $overlap.Reason '10\.5[12]\.0\.0/16'
$made = New-EndpointHub -Name central -VpcId $hub.Id -SubnetId $hubSubnets -Service sts, logs
foreach ($cluster in $clusters) {
    Assert-FieldSet "refusals of $($cluster.Cidr) alone" (Get-FieldOutcome { Connect-SpokeVpc -VpcId $cluster.Id -Hub $made -WhatIf }).Errors @()
}
$both = Get-FieldOutcome { $clusters.Id | Connect-SpokeVpc -Hub $made -WhatIf }
Assert-Field 'one of both may be connected' ($both.Output.Count -eq 1 -and $both.Errors.Count -eq 1) "$($both.Output.Count) connected, $($both.Errors.Count) refused: $($both.Text)"
Assert-FieldText 'the refusal' $both.Text 'CidrOverlap[\s\S]*100\.64\.0\.0/16'
$null = Connect-SpokeVpc -VpcId $clusters[0].Id -Hub $made
Assert-FieldText 'the refusal of the second' (Get-FieldOutcome { Connect-SpokeVpc -VpcId $clusters[1].Id -Hub $made }).Text 'CidrOverlap'
Assert-Field 'one peering connection is active' ((Get-FieldPeering).Count -eq 1) (Get-FieldPeering)
