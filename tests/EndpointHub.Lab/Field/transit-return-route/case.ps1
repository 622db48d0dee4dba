# variants: reported, repaired, without-clients
param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc workload 10.31.0.0/16
$spokeSubnets = (New-FieldSubnet $spoke 10.31.1.0/24 a), (New-FieldSubnet $spoke 10.31.2.0/24 c)
if ($Variant -ne 'without-clients') { $null = $spokeSubnets | ForEach-Object { New-FieldClient $_ } }
$gateway = New-FieldTransitGateway -WithoutDefaults
$hubAttachment = New-FieldAttachment $gateway $hub $hubSubnets
$spokeAttachment = New-FieldAttachment $gateway $spoke $spokeSubnets
$hubTable = New-FieldTransitTable $gateway $hubAttachment
$spokeTable = New-FieldTransitTable $gateway $spokeAttachment
Add-FieldTransitRoute $spokeTable 10.80.0.0/16 $hubAttachment
Add-FieldTransitRoute $hubTable $(if ($Variant -eq 'reported') { '10.66.0.0/16' } else { '10.31.0.0/16' }) $spokeAttachment
Add-FieldRoute $spoke.Table 10.80.0.0/16 $gateway
Add-FieldRoute $hub.Table 10.31.0.0/16 $gateway
$group = New-FieldGroup $hub endpoints 10.31.0.0/16
foreach ($service in 'ssm', 'ssmmessages', 'ec2messages') {
    $endpoint = New-FieldEndpoint $hub $service $hubSubnets $group -Hub central
    $null = New-FieldZoneSet $service $endpoint $hub, $spoke
}
Wait-FieldSettled

$test = { Test-EndpointPath -VpcId $spoke.Id -Hub central }
$paths = & $test
switch ($Variant) {
    'reported' {
        Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Unreachable'
        Assert-FieldSet 'failing code' (Get-FieldCode $paths) 'TgwRtbNoRouteToTgwAttachment'
        Assert-FieldSet 'resource' (Get-FieldFinding $paths TgwRtbNoRouteToTgwAttachment).Resource $hubTable
        Repair-FieldPath $test
    }
    'repaired' {
        Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Reachable'
        Assert-FieldSet 'findings' (Get-FieldFinding $paths | ForEach-Object Code) @()
    }
    'without-clients' {
        $tested = @($paths | ForEach-Object { $_.Subnets }).Count
        Assert-Field 'the subnets are tested, or a finding says how to have them tested' ($tested -gt 0 -or (Get-FieldFinding $paths).Remedy -match '-SubnetId|-NetworkInterfaceId') (Get-FieldFinding $paths)
    }
}
