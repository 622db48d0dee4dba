# Runs one Pester file and writes each test's result as JSON, for a host that wants to name what failed.
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $ResultPath,
    [Parameter(Mandatory)] [string] $Pester
)

Import-Module $Pester -ErrorAction Stop

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $configuration

# Where it stands in the test; the rest of the trace is Pester's own.
function Format-Failure ($ErrorRecord) { ($ErrorRecord | ForEach-Object { "$_`n$(($_.ScriptStackTrace -split "`n")[0])" }) -join "`n" }

$results = @(
    foreach ($test in $run.Tests) {
        [ordered]@{ Name = $test.ExpandedPath; Result = "$($test.Result)"; Error = Format-Failure $test.ErrorRecord }
    }
    # What breaks outside of a test (discovery, BeforeAll, AfterAll) belongs to no test.
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
        [ordered]@{ Name = "$($broken.Name ?? $broken.Item)"; Result = 'Broken'; Error = Format-Failure $broken.ErrorRecord }
    }
)
$manifest = Join-Path (Get-Module Pester).ModuleBase Pester.psd1
ConvertTo-Json -InputObject ([ordered]@{ Manifest = $manifest; Tests = $results }) -Depth 4 | Set-Content -LiteralPath $ResultPath -Encoding utf8NoBOM
