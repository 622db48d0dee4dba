# Runs a job on a sandbox and writes what came out of it, as JSON: the paths, what was removed, and what was said of the rest.
param(
    [Parameter(Mandatory)] [string] $Job,
    [Parameter(Mandatory)] [string] $Url,
    [Parameter(Mandatory)] [string] $Account,
    [Parameter(Mandatory)] [string] $Ids
)

Import-Module "$PSScriptRoot/../Pester/TestSupport.psm1"
Import-TestedModule
Set-SandboxAccess $Url $Account

# A command that ends with an error stands in the way of no other, as at the prompt.
$output = @(& $Job ($Ids | ConvertFrom-Json) 2>&1 3>&1)

function Select-Kind ([string] $Kind) { $output.Where({ $_.GetType().Name -eq $Kind }) }

[ordered]@{
    Paths = @(Select-Kind EndpointPath | ForEach-Object {
            [ordered]@{ VpcId = $_.VpcId; Service = $_.ServiceName; Verdict = "$($_.Verdict)"; Findings = @($_.Findings.ForEach({ "$_" })) }
        })
    Removed = @(Select-Kind RemovedEndpoint | ForEach-Object VpcEndpointId)
    Warnings = @(Select-Kind WarningRecord | ForEach-Object Message)
    Refused = @(Select-Kind ErrorRecord | ForEach-Object {
            [ordered]@{ Id = $_.FullyQualifiedErrorId.Split(',')[0]; Command = $_.InvocationInfo.MyCommand.Name; Message = "$_" }
        })
} | ConvertTo-Json -Depth 5
