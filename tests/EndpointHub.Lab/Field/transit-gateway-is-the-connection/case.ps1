param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc workload 10.31.0.0/16
$subnets = (New-FieldSubnet $spoke 10.31.1.0/24 a), (New-FieldSubnet $spoke 10.31.2.0/24 c)
$null = $subnets | ForEach-Object { New-FieldClient $_ }
$gateway = New-FieldTransitGateway
$null = New-FieldAttachment $gateway $hub $hubSubnets
$null = New-FieldAttachment $gateway $spoke $subnets
Add-FieldRoute $spoke.Table 10.80.0.0/16 $gateway
Add-FieldRoute $hub.Table 10.31.0.0/16 $gateway
$group = New-FieldGroup $spoke endpoints 10.31.0.0/16
foreach ($service in 'kms', 'sqs') { $null = New-FieldEndpoint $spoke $service $subnets $group }
Wait-FieldSettled

$made = New-EndpointHub -Name central -VpcId $hub.Id -SubnetId $hubSubnets -Service kms, sqs
$connected = Get-FieldOutcome { Connect-SpokeVpc -VpcId $spoke.Id -Hub $made }
Assert-FieldSet 'refusals' $connected.Errors @()
Assert-FieldNoText 'what is said' $connected.Text '[Rr]emove or narrow that route|delete-route'
$paths = Get-FieldOutcome { $connected.Output | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false | Test-EndpointPath }
Assert-FieldSet 'verdict' (Get-FieldVerdict $paths.Output) 'Reachable'
Assert-FieldSet 'peering connections' (Get-FieldPeering) @()
