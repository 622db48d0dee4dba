param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc tasks 10.31.0.0/16
$subnets = (New-FieldSubnet $spoke 10.31.1.0/24 a), (New-FieldSubnet $spoke 10.31.2.0/24 c)
$null = New-FieldGateway $spoke $spoke.Table
$old = New-FieldGroup $spoke endpoints 10.31.0.0/16
$tight = New-FieldGroup $spoke tight
Set-FieldEgress $tight $old
$withS3 = New-FieldGroup $spoke with-s3
Set-FieldEgress $withS3 $old, (Get-FieldS3List).prefixListId
$open = New-FieldGroup $spoke with-hub
Set-FieldEgress $open $old, (Get-FieldS3List).prefixListId, 10.80.0.0/16
$null = New-FieldClient $subnets[0] $tight
foreach ($service in 'ecr.api', 'ecr.dkr') { $null = New-FieldEndpoint $spoke $service $subnets $old }
Wait-FieldSettled

$made = New-EndpointHub -Name central -VpcId $hub.Id -SubnetId $hubSubnets -Service ecr.api, ecr.dkr
$connected = Connect-SpokeVpc -VpcId $spoke.Id -Hub $made | Add-EndpointPrivateZone
foreach ($row in @($tight, 'Unreachable', $true), @($withS3, 'Unreachable', $false), @($open, 'Reachable', $false)) {
    $paths = Test-EndpointPath -VpcId $spoke.Id -Hub $made -Planned -WorkloadSecurityGroupId $row[0]
    Assert-FieldSet "verdict of $($row[0])" (Get-FieldVerdict $paths) $row[1]
    $isTold = [bool] @(Get-FieldFinding $paths WorkloadEgressRestriction | Where-Object Reason -match 'S3').Count
    Assert-Field "S3 is told for $($row[0]): $($row[2])" ($isTold -eq $row[2]) (Get-FieldFinding $paths)
}
$unnamed = Get-FieldOutcome { Test-EndpointPath -VpcId $spoke.Id -Hub $made -Planned }
Assert-Field 'without a named group the path is not silently fine' ((Get-FieldFinding $unnamed.Output).Count + $unnamed.Warnings.Count -gt 0) 'no finding and no warning'
Assert-FieldText 'the warnings of the inventory' (Get-EndpointInventory -VpcId $spoke.Id | ForEach-Object { $_.Warnings }) 'sg-'
$moved = Get-FieldOutcome { $connected | Disable-EndpointPrivateDns -Confirm:$false }
Assert-Field 'the cut-over warns or refuses' ($moved.Warnings.Count + $moved.Errors.Count -gt 0) 'it was silent'
