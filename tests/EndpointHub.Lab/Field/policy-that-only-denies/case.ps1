# variants: reported, names-the-spoke, repaired
param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc builders 10.31.0.0/16
$null = New-FieldClient (New-FieldSubnet $spoke 10.31.1.0/24 a)
$null = New-FieldPeering $spoke $hub
$null = New-FieldGateway $spoke $spoke.Table
$group = New-FieldGroup $hub endpoints 10.31.0.0/16
$named = if ($Variant -eq 'names-the-spoke') { $spoke.Id } else { $hub.Id }
$statements = @(@{ Effect = 'Deny'; Principal = '*'; Action = '*'; Resource = '*'; Condition = @{ StringNotEquals = @{ 'aws:SourceVpc' = $named } } })
if ($Variant -ne 'reported') { $statements += @{ Effect = 'Allow'; Principal = '*'; Action = '*'; Resource = '*' } }
$policy = ConvertTo-Json @{ Version = '2012-10-17'; Statement = $statements } -Depth 6
foreach ($service in 'ecr.api', 'ecr.dkr') {
    $endpoint = New-FieldEndpoint $hub $service $hubSubnets $group -Hub central -Policy $policy
    $null = New-FieldZoneSet $service $endpoint $hub, $spoke
}
Wait-FieldSettled

$paths = Test-EndpointPath -VpcId $spoke.Id -Hub central
if ($Variant -eq 'repaired') {
    Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Reachable'
    return
}

Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Unreachable'
Assert-FieldSet 'failing code' (Get-FieldCode $paths) 'EndpointPolicyDenies'
$findings = Get-FieldFinding $paths EndpointPolicyDenies
if ($Variant -eq 'reported') {
    Assert-FieldText 'the reason' $findings.Reason 'does not allow'
} else {
    Assert-FieldText 'the reason' $findings.Reason "aws:SourceVpc[\s\S]*$($hub.Id)"
    Assert-FieldNoText 'the advice' ($findings.Advice + $findings.Remedy) 'a statement that allows'
}
