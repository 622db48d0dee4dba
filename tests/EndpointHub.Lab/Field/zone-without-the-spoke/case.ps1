# variants: reported, repaired
param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnet = New-FieldSubnet $hub 10.80.1.0/24 a
$spoke = New-FieldVpc workload 10.31.0.0/16
$spokeSubnet = New-FieldSubnet $spoke 10.31.1.0/24 a
$null = New-FieldClient $spokeSubnet
$gateway = New-FieldTransitGateway -WithoutDefaults
$hubAttachment = New-FieldAttachment $gateway $hub $hubSubnet
$spokeAttachment = New-FieldAttachment $gateway $spoke $spokeSubnet
$table = New-FieldTransitTable $gateway $hubAttachment, $spokeAttachment
Add-FieldTransitRoute $table 10.80.0.0/16 $hubAttachment
Add-FieldTransitRoute $table 10.31.0.0/16 $spokeAttachment
Add-FieldRoute $spoke.Table 10.80.0.0/16 $gateway
Add-FieldRoute $hub.Table 10.31.0.0/16 $gateway
$endpoint = New-FieldEndpoint $hub sqs $hubSubnet (New-FieldGroup $hub endpoints 10.31.0.0/16) -Hub central
$zones = @(New-FieldZoneSet sqs $endpoint $(if ($Variant -eq 'repaired') { $hub, $spoke } else { , $hub }))
Wait-FieldSettled

$test = { Test-EndpointPath -VpcId $spoke.Id -Hub central }
$paths = & $test
if ($Variant -eq 'repaired') {
    Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Reachable'
    return
}

Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Unreachable'
Assert-FieldSet 'failing code' (Get-FieldCode $paths) 'AnsweredPublicly'
Assert-FieldText 'the reason' (Get-FieldFinding $paths AnsweredPublicly).Reason ($zones -join '|')
Repair-FieldPath $test
