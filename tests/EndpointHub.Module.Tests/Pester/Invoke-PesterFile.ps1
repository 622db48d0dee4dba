# Runs one Pester file and writes the result of each test as JSON, so that the host can list the failed tests.
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

# The line in the test. The rest of the trace belongs to Pester.
function Format-Failure ($ErrorRecord) { ($ErrorRecord | ForEach-Object { "$_`n$(($_.ScriptStackTrace -split "`n")[0])" }) -join "`n" }

$results = @(
    foreach ($test in $run.Tests) {
        [ordered]@{ Name = $test.ExpandedPath; Result = "$($test.Result)"; Error = Format-Failure $test.ErrorRecord }
    }
    # Failures outside of a test (discovery, BeforeAll, AfterAll) have no test result.
    foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
        [ordered]@{ Name = "$($broken.Name ?? $broken.Item)"; Result = 'Broken'; Error = Format-Failure $broken.ErrorRecord }
    }
)
$manifest = Join-Path (Get-Module Pester).ModuleBase Pester.psd1
ConvertTo-Json -InputObject ([ordered]@{ Manifest = $manifest; Tests = $results }) -Depth 4 | Set-Content -LiteralPath $ResultPath -Encoding utf8NoBOM
