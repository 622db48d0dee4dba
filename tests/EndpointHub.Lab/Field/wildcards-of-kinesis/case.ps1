# variants: reported, repaired
param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc producers 10.31.0.0/16
$null = New-FieldClient (New-FieldSubnet $spoke 10.31.1.0/24 a)
$null = New-FieldPeering $spoke $hub
$endpoint = New-FieldEndpoint $hub kinesis-streams $hubSubnets (New-FieldGroup $hub endpoints 10.31.0.0/16) -Hub central
foreach ($name in Get-FieldName kinesis-streams) {
    if ($name -notlike '*.*-kinesis.*') { $null = New-FieldZone $name $hub, $spoke @{ $name = $endpoint } }
    elseif ($Variant -eq 'repaired') { $null = New-FieldZone ($name -replace '^\*\.') $hub, $spoke @{ "*.$($name -replace '^\*\.')" = $endpoint } }
}
Wait-FieldSettled

$paths = Test-EndpointPath -VpcId $spoke.Id -Hub central
Assert-FieldSet 'the everyday name' (Get-FieldNameVerdict $paths 'kinesis.ap-northeast-1.amazonaws.com') 'Reachable'
if ($Variant -eq 'repaired') {
    Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Reachable'
    Assert-FieldSet 'failing codes' (Get-FieldCode $paths) @()
    return
}

Assert-FieldSet 'failing code' (Get-FieldCode $paths) 'AnsweredPublicly'
Assert-FieldSet 'names of data' (Get-FieldNameVerdict $paths '?*.data-kinesis.*') 'Unreachable'
Assert-FieldSet 'names of control' (Get-FieldNameVerdict $paths '?*.control-kinesis.*') 'Unreachable'
