param($Variant)

foreach ($number in 61, 62, 63) {
    $vpc = New-FieldVpc "watched-$number" "10.$number.0.0/16"
    $subnets = (New-FieldSubnet $vpc "10.$number.1.0/24" a), (New-FieldSubnet $vpc "10.$number.2.0/24" c)
    $managed = New-FieldGroup $vpc "GuardDutyManagedSecurityGroup-$($vpc.Id)" $vpc.Cidr
    $null = New-FieldEndpoint $vpc guardduty-data $subnets $managed -Tag @{ GuardDutyManaged = 'true' }
    $null = New-FieldEndpoint $vpc logs $subnets (New-FieldGroup $vpc endpoints $vpc.Cidr)
}
Wait-FieldSettled

$inventory = Get-EndpointInventory
$managed = @($inventory | Where-Object ServiceName -like '*.guardduty-data')
Assert-Field 'three endpoints of GuardDuty are listed' ($managed.Count -eq 3) $managed.Count
Assert-Field 'they cannot move, or are told to be GuardDuty''s' (-not @($managed | Where-Object { $_.CanMove -and -not ($_.Warnings -match 'GuardDuty') }).Count) $managed
Assert-FieldSet 'their cost' $managed.MonthlyCost 0
Assert-FieldSet 'logs can move' ($inventory | Where-Object ServiceName -like '*.logs').CanMove $true
Assert-FieldSet 'the cost before' (Measure-EndpointCost -HubAvailabilityZoneCount 2).MonthlyBefore 61.32
