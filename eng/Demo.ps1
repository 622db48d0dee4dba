<#
.SYNOPSIS
Migrates one spoke to a hub with the cmdlets, in the sandbox: a dry run, the migration, and a second run with nothing left to do.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Sandbox
)

$ErrorActionPreference = 'Stop'

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
foreach ($argument in $Sandbox, 'serve', '--port', '0', '--landscape', 'seed', '--speed', '10') { $start.ArgumentList.Add($argument) }
$start.RedirectStandardOutput = $true
$serve = [System.Diagnostics.Process]::Start($start)
try {
    # The SDK's own variables direct all calls to this machine. The keys are not real.
    $env:AWS_ENDPOINT_URL = $serve.StandardOutput.ReadLine() -replace '^listening on '
    $env:AWS_ACCESS_KEY_ID = '123456789012'
    $env:AWS_SECRET_ACCESS_KEY = 'sandbox'
    $env:AWS_REGION = 'ap-northeast-1'
    Import-Module (Resolve-Path $Module)

    $network = (Invoke-RestMethod "$env:AWS_ENDPOINT_URL/_sandbox/state").networks[0]
    function Find-Id ($Items, $Property, $Name) { ($Items | Where-Object { $_.tags.Where({ $_.key -eq 'Name' }).value -eq $Name }).$Property }
    function Measure-Change { (Invoke-RestMethod "$env:AWS_ENDPOINT_URL/_sandbox/requests").Where({ $_.isMutating }).Count }
    function Write-Title ($Text) { Write-Host "`n== $Text" -ForegroundColor Cyan }

    $shared = Find-Id $network.vpcs vpcId 'shared'
    $subnet = Find-Id $network.subnets subnetId 'shared-private-1a'
    $dev = Find-Id $network.vpcs vpcId 'dev'

    function Invoke-Migration {
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnet -Service ecr.dkr
        $spokes = $dev | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone
        # One kind of object at a time, because PowerShell formats mixed objects as lists.
        $spokes | Disable-EndpointPrivateDns | Test-EndpointPath | Out-Host
        $spokes | Remove-SpokeEndpoint -Allow TrafficUnknown -Force | Out-Host
    }

    Write-Title 'Dry run'
    & { $WhatIfPreference = $true; Invoke-Migration }
    Write-Host "calls that change something: $(Measure-Change)"

    Write-Title 'Migration'
    Invoke-Migration
    $changes = Measure-Change
    Write-Host "calls that change something: $changes"

    Write-Title 'Second run'
    Invoke-Migration
    Write-Host "calls that change something: $((Measure-Change) - $changes)"

    $name = 'dkr.ecr.ap-northeast-1.amazonaws.com'
    Write-Title "Answers for $name in $dev"
    Invoke-RestMethod "$env:AWS_ENDPOINT_URL/_sandbox/dns-history?vpc=$dev&name=$name" | ForEach-Object { $_ } | Format-Table from, to, @{ Name = 'answer'; Expression = { $_.answer.kind } } | Out-Host
}
finally {
    $serve.Kill($true)
}
