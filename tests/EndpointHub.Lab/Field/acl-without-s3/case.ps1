param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc tiers 10.31.0.0/16
$data = New-FieldSubnet $spoke 10.31.1.0/24 a
$general = New-FieldSubnet $spoke 10.31.2.0/24 c
$null = $data, $general | ForEach-Object { New-FieldClient $_ }
$null = New-FieldPeering $spoke $hub
$null = New-FieldGateway $spoke $spoke.Table
$acl = New-FieldAcl $spoke $data @{ Number = 100; Egress = $true; Cidr = '10.0.0.0/8'; Ports = 443, 443 }, @{ Number = 100; Egress = $false; Cidr = '10.0.0.0/8'; Ports = 1024, 65535 }
$group = New-FieldGroup $hub endpoints 10.31.0.0/16
foreach ($service in 'ecr.api', 'ecr.dkr') {
    $null = New-FieldZoneSet $service (New-FieldEndpoint $hub $service $hubSubnets $group -Hub central) $hub, $spoke
}
Wait-FieldSettled

$test = { Test-EndpointPath -VpcId $spoke.Id -Hub central }
$paths = & $test
Assert-FieldSet 'the other subnet' (Get-FieldSubnetVerdict $paths $general) 'Reachable'
$subnets = $paths | Where-Object ServiceName -like '*.dkr' | ForEach-Object { $_.Subnets } | Where-Object SubnetId -eq $data
Assert-FieldSet 'the subnet of the ACL' $subnets.Verdict 'Unreachable'
Assert-FieldSet 'its ways to the hub' ($subnets.Addresses | ForEach-Object { $_.Verdict }) 'Reachable'
Assert-FieldSet 'failing codes' (Get-FieldCode $paths) 'SubnetAclRestriction', 'EphemeralPortsRestricted'
$failing = Get-FieldFinding $paths | Where-Object { "$($_.Effect)" -eq 'Fails' }
Assert-FieldSet 'resource' $failing.Resource $acl
Assert-FieldText 'the reason' $failing.Reason 'S3|image layers'
Repair-FieldPath $test 2
