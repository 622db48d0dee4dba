# Runs jobs on a sandbox and writes a report of each as JSON: the paths, the removed endpoints, the warnings and the errors.
param(
    # A JSON list with the Path and the Ids of each job.
    [Parameter(Mandatory)] [string] $Jobs,
    [Parameter(Mandatory)] [string] $Url,
    [Parameter(Mandatory)] [string] $Account
)

Import-Module "$PSScriptRoot/../Pester/TestSupport.psm1"
Import-TestedModule
Set-SandboxAccess $Url $Account

function Select-Kind ([object[]] $Output, [string] $Kind) { $Output.Where({ $_.GetType().Name -eq $Kind }) }

$reports = foreach ($job in $Jobs | ConvertFrom-Json) {
    # The next commands run after a command with an error, as in an interactive session.
    $output = @(& $job.Path $job.Ids 2>&1 3>&1)

    [ordered]@{
        Paths = @(Select-Kind $output EndpointPath | ForEach-Object {
                [ordered]@{ VpcId = $_.VpcId; Service = $_.ServiceName; Verdict = "$($_.Verdict)"; Findings = @($_.Findings.ForEach({ "$_" })) }
            })
        Removed = @(Select-Kind $output RemovedEndpoint | ForEach-Object VpcEndpointId)
        Warnings = @(Select-Kind $output WarningRecord | ForEach-Object Message)
        Refused = @(Select-Kind $output ErrorRecord | ForEach-Object {
                [ordered]@{ Id = $_.FullyQualifiedErrorId.Split(',')[0]; Command = $_.InvocationInfo.MyCommand.Name; Message = "$_" }
            })
    }
}
ConvertTo-Json -InputObject @($reports) -Depth 6
