param($Variant)

$issuer = 'oidc.eks.ap-northeast-1.amazonaws.com'
$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$owner = New-FieldVpc owner 10.31.0.0/16
$null = New-FieldEndpoint $owner eks (New-FieldSubnet $owner 10.31.1.0/24 a) (New-FieldGroup $owner endpoints 10.31.0.0/16)
$other = New-FieldVpc other 10.32.0.0/16
$null = New-FieldClient (New-FieldSubnet $other 10.32.1.0/24 a)
Wait-FieldSettled

Assert-FieldSet 'the issuer, from the other VPC before' (Resolve-FieldName $other $issuer) 'public'
$made = New-EndpointHub -Name central -VpcId $hub.Id -SubnetId $hubSubnets -Service eks
$null = $owner.Id, $other.Id | Connect-SpokeVpc -Hub $made
$planned = Get-FieldOutcome { Test-EndpointPath -VpcId $other.Id -Hub $made -Planned }
$moved = Get-FieldOutcome { $other.Id | Connect-SpokeVpc -Hub $made | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false }
$isTold = (Get-FieldFinding $planned.Output).Count + $planned.Warnings.Count + $planned.Errors.Count -gt 0
Assert-Field 'the test of the plan tells it' $isTold 'no finding and no warning'
Assert-Field 'the cut-over refuses or warns' ($moved.Errors.Count + $moved.Warnings.Count -gt 0) "the issuer then: $(Resolve-FieldName $other $issuer)"
