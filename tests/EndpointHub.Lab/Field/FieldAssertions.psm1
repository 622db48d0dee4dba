# What field cases assert. Every assertion is collected, so that one run of a case tells all that differs.

$collected = [System.Collections.Generic.List[object]]::new()

function Clear-Assertion { $collected.Clear() }

function Get-Assertion { , $collected.ToArray() }

function Assert-Field ([string] $What, [bool] $Holds, $Seen) {
    $text = if ($Holds -or $null -eq $Seen) { '' } else { ($Seen | Out-String -Width 300).Trim() }
    $collected.Add([pscustomobject]@{ What = $What; Holds = $Holds; Seen = $text })
}

# The same values, whatever their order and number.
function Assert-FieldSet ([string] $What, $Seen, $Expected) {
    $left = @($Seen | ForEach-Object { "$_" } | Sort-Object -Unique)
    $right = @($Expected | ForEach-Object { "$_" } | Sort-Object -Unique)
    Assert-Field "$What is $($right -join ', ')" (($left -join '|') -eq ($right -join '|')) ($left -join ', ')
}

function Assert-FieldText ([string] $What, $Seen, [string] $Pattern) { Assert-Field "$What matches $Pattern" ((@($Seen) | Out-String -Width 4096) -match $Pattern) $Seen }

function Assert-FieldNoText ([string] $What, $Seen, [string] $Pattern) { Assert-Field "$What does not match $Pattern" ((@($Seen) | Out-String -Width 4096) -notmatch $Pattern) $Seen }

# Runs a command as an operator does and keeps all that it says.
function Get-FieldOutcome ([scriptblock] $Command) {
    $outcome = [pscustomobject]@{ Output = @(); Warnings = @(); Errors = @() }
    try {
        $said = & { $WarningPreference = 'Continue'; $ErrorActionPreference = 'Continue'; & $Command } 2>&1 3>&1
    } catch {
        $said = @($said) + $_
    }
    foreach ($one in @($said)) {
        if ($one -is [System.Management.Automation.WarningRecord]) { $outcome.Warnings += "$one" }
        elseif ($one -is [System.Management.Automation.ErrorRecord]) { $outcome.Errors += $one }
        elseif ($null -ne $one) { $outcome.Output += $one }
    }
    $text = @($outcome.Warnings) + @($outcome.Errors | ForEach-Object { "$($_.FullyQualifiedErrorId) $_ $($_.ErrorDetails.RecommendedAction)" })
    $outcome | Add-Member Text ($text -join "`n") -PassThru
}

# The findings of paths, and their codes by what they do to the verdict.
function Get-FieldFinding ($Path, [string] $Code = '*') { @($Path | ForEach-Object { $_.Findings } | Where-Object { $_ -and "$($_.Code)" -like $Code }) }

function Get-FieldCode ($Path, [string[]] $Effect = @('Fails')) { @(Get-FieldFinding $Path | Where-Object { "$($_.Effect)" -in $Effect } | ForEach-Object { "$($_.Code)" } | Sort-Object -Unique) }

function Get-FieldVerdict ($Path, [string] $Service = '*') { @($Path | Where-Object ServiceName -like "*.$Service" | ForEach-Object { "$($_.Verdict)" } | Sort-Object -Unique) }

function Get-FieldNameVerdict ($Path, [string] $Name) { @($Path | ForEach-Object { $_.Names } | Where-Object Name -like $Name | ForEach-Object { "$($_.Verdict)" } | Sort-Object -Unique) }

function Get-FieldSubnetVerdict ($Path, [string] $SubnetId) { @($Path | ForEach-Object { $_.Subnets } | Where-Object SubnetId -eq $SubnetId | ForEach-Object { "$($_.Verdict)" } | Sort-Object -Unique) }

# Pastes the commands of what fails or is open, in their order, and tests again. Without the AWS CLI it returns nothing, and the case asserts nothing of it.
function Repair-FieldPath ([scriptblock] $Test, [int] $Rounds = 3) {
    if (-not (Get-Command aws -CommandType Application -ErrorAction Ignore)) { return }
    for ($round = 1; $round -le $Rounds; $round++) {
        $path = @(& $Test)
        $commands = @(Get-FieldFinding $path | Where-Object { "$($_.Effect)" -ne 'Warns' -and $_.Command -notmatch ' (describe|list|get)-' } | ForEach-Object Command | Select-Object -Unique)
        if (-not $commands.Count) { break }
        foreach ($command in $commands) {
            $global:LASTEXITCODE = 0
            $ConfirmPreference = 'None'
            try { $said = Invoke-Expression $command 2>&1 | Out-String } catch { $said = "$_"; $global:LASTEXITCODE = 1 }
            Assert-Field "the command is accepted: $command" ($LASTEXITCODE -eq 0) $said
        }
        Wait-FieldSettled
    }
    Assert-FieldSet 'the verdict after the commands of the findings' (Get-FieldVerdict (& $Test)) 'Reachable'
}

Export-ModuleMember -Function *
