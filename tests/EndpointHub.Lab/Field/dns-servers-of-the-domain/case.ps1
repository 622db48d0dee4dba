# variants: reported, with-the-resolver
param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc windows 10.31.0.0/16
$subnet = New-FieldSubnet $spoke 10.31.1.0/24 a
$null = New-FieldClient $subnet
$group = New-FieldGroup $spoke endpoints 10.31.0.0/16
foreach ($service in 'kms', 'sqs') { $null = New-FieldEndpoint $spoke $service $subnet $group }
Set-FieldDnsServer $spoke $(if ($Variant -eq 'reported') { '10.31.0.10', '10.31.0.11' } else { 'AmazonProvidedDNS', '10.31.0.10' })
Wait-FieldSettled

$made = New-EndpointHub -Name central -VpcId $hub.Id -SubnetId $hubSubnets -Service kms, sqs
Assert-FieldText 'the warnings of the inventory' (Get-EndpointInventory | Where-Object VpcId -eq $spoke.Id | ForEach-Object { $_.Warnings }) '10\.31\.0\.10'
$connected = Connect-SpokeVpc -VpcId $spoke.Id -Hub $made | Add-EndpointPrivateZone
$paths = Test-EndpointPath -VpcId $spoke.Id -Hub $made -Planned
Assert-FieldSet 'verdict' (Get-FieldVerdict $paths) 'Unknown'
Assert-FieldSet 'codes that decide' (Get-FieldCode $paths Fails, Unsettles) 'CustomDnsServers'
Assert-FieldText 'the reason' (Get-FieldFinding $paths CustomDnsServers).Reason '10\.31\.0\.10'
Assert-FieldSet 'packets' ($paths | ForEach-Object { $_.Subnets.Verdict }) 'Reachable'
$moved = Get-FieldOutcome { $connected | Disable-EndpointPrivateDns -Confirm:$false }
Assert-FieldText 'the cut-over' $moved.Text 'PathNotProven'
Assert-FieldSet 'private DNS afterwards' (Get-EndpointInventory -VpcId $spoke.Id).PrivateDnsEnabled $true
