param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc workload 10.31.0.0/16
$null = New-FieldClient (New-FieldSubnet $spoke 10.31.1.0/24 a)
$null = New-FieldPeering $spoke $hub
$null = New-FieldGateway $spoke $spoke.Table
$group = New-FieldGroup $hub endpoints 10.31.0.0/16
$null = New-FieldZoneSet kms (New-FieldEndpoint $hub kms $hubSubnets $group -Hub central) $hub, $spoke
$dkr = New-FieldEndpoint $hub ecr.dkr $hubSubnets $group -Hub central
foreach ($zone in 'dkr.ecr.ap-northeast-1.amazonaws.com', 'dkr-ecr.ap-northeast-1.on.aws') {
    $wildcard = if ($zone -like 'dkr.ecr*') { (Get-FieldRegionalName $dkr).dnsName } else { $dkr }
    $null = New-FieldZone $zone $hub, $spoke @{ $zone = $dkr; "*.$zone" = $wildcard }
}
$null = New-FieldEndpoint $hub sts $hubSubnets $group -Hub central
foreach ($domain in 'ap-northeast-1.amazonaws.com', 'ap-northeast-1.vpce.amazonaws.com') { $null = New-FieldForwardingRule $domain $spoke 10.90.0.10, 10.90.1.10 }
Wait-FieldSettled

$paths = Test-EndpointPath -VpcId $spoke.Id -Hub central
Assert-FieldSet 'an alias in a zone' (Get-FieldNameVerdict $paths 'kms.ap-northeast-1.amazonaws.com') 'Reachable'
Assert-FieldSet 'the apex' (Get-FieldNameVerdict $paths 'dkr.ecr.ap-northeast-1.amazonaws.com') 'Reachable'
Assert-FieldSet 'the wildcard as CNAME' (Get-FieldNameVerdict $paths '?*.dkr.ecr.ap-northeast-1.amazonaws.com') 'Unknown'
Assert-FieldSet 'the wildcard as alias' (Get-FieldNameVerdict $paths '?*.dkr-ecr.ap-northeast-1.on.aws') 'Reachable'
Assert-FieldSet 'a name without a zone' (Get-FieldNameVerdict $paths 'sts.ap-northeast-1.amazonaws.com') 'Unknown'
Assert-FieldSet 'codes that decide' (Get-FieldCode $paths Fails, Unsettles) 'ResolverRuleForwards'
