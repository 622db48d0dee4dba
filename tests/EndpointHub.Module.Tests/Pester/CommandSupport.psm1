# What the files share that run the commands of findings and problems: the AWS CLI, a sandbox that is as before for each command, and the check itself.

Import-Module "$PSScriptRoot/TestSupport.psm1"

$cli = @{ Process = $null; IsPresent = $null }

# Where python3 has no awscli, its tests say that they were skipped.
function Test-AwsCli {
    $cli.IsPresent ??= [bool] (Get-Command aws -CommandType Application -ErrorAction Ignore) -and $(python3 -c 'import awscli' 2>$null; $LASTEXITCODE -eq 0)
    $cli.IsPresent
}

# The AWS CLI: commands that are pasted in a test call this function. It runs them in one process; an error of the CLI ends the test.
function aws {
    if (-not $cli.Process) {
        $start = [System.Diagnostics.ProcessStartInfo]::new('python3')
        $start.ArgumentList.Add("$PSScriptRoot/run_aws.py")
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $cli.Process = [System.Diagnostics.Process]::Start($start)
    }
    $words = @($args | ForEach-Object { "$_" })
    $environment = @{}
    foreach ($name in 'AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY') { $environment[$name] = [Environment]::GetEnvironmentVariable($name) ?? '' }
    $cli.Process.StandardInput.WriteLine((ConvertTo-Json -Compress @{ words = $words; environment = $environment }))
    $cli.Process.StandardInput.Flush()
    $line = $cli.Process.StandardOutput.ReadLine() ?? $(throw 'The AWS CLI ended.')
    $answer = $line | ConvertFrom-Json
    if ($answer.code -ne 0) { throw "aws $words`nended with $($answer.code): $($answer.error)" }
    $answer.output
}

# A command of the AWS CLI that makes a state, in the region of the sandbox, with its output as an object.
function Invoke-Aws { aws @args --region ap-northeast-1 | ConvertFrom-Json }

function Stop-AwsCli {
    if ($cli.Process) {
        $cli.Process.StandardInput.Close()
        if (-not $cli.Process.WaitForExit(10000)) { $cli.Process.Kill() }
        $cli.Process = $null
    }
}

# Builds resources once. Each reset of the sandbox that this returns restores them.
function Start-BuiltSandbox ([scriptblock] $Build, [string[]] $Option = @('--speed', '1000')) {
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).sandbox"
    $first = Start-Sandbox -Option '--speed', '1000', '--state', $file
    try { $null = & $Build $first } finally { Stop-Sandbox $first }
    $sandbox = Start-Sandbox -Landscape $file -Option $Option
    $sandbox | Add-Member StateFile $file
    $sandbox
}

function Stop-BuiltSandbox ($Sandbox) {
    Stop-AwsCli
    Stop-Sandbox $Sandbox
    Remove-Item $Sandbox.StateFile
}

# Lets an operation fail, from one of its calls on.
function Set-Fault ($Sandbox, [string] $Action, [string] $Code = 'AccessDeniedException', [int] $From = 1) {
    $faults = @((Invoke-RestMethod "$($Sandbox.Url)/_sandbox/faults")) + @{ action = $Action; code = $Code; status = 400; nth = $From; times = 99 }
    $null = Invoke-RestMethod "$($Sandbox.Url)/_sandbox/faults" -Method Post -Body (ConvertTo-Json @($faults)) -ContentType 'application/json'
}

function Clear-Fault ($Sandbox) { $null = Invoke-RestMethod "$($Sandbox.Url)/_sandbox/faults" -Method Post -Body '[]' -ContentType 'application/json' }

# Runs a command as an operator pastes it, and returns what it prints. Any error ends the test.
function Invoke-PastedCommand ([string] $Command) {
    $ErrorActionPreference = 'Stop'
    $ConfirmPreference = 'None'
    $Command | Should -Not -BeNullOrEmpty
    Invoke-Expression $Command | Out-String -Width 4096
}

# Waits for a change of the sandbox, whose clock is fast.
function Wait-Until ([scriptblock] $Condition) {
    $end = [datetime]::UtcNow.AddSeconds(30)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $end) { throw "It did not come to: $Condition" }
        Start-Sleep -Milliseconds 20
    }
}

# Whether a command only shows something.
function Test-ReadingCommand ([string] $Command) { $Command -match '^(aws [a-z0-9-]+ (describe|list|get)|aws configure list|Get-|Test-)' }

# Runs the command of an error, if it only shows something, and returns what it prints. Codes without a command recommend a sentence.
function Test-ProblemCommand ($ErrorRecord, [string] $Shows = '\w') {
    $command = $ErrorRecord.ErrorDetails.RecommendedAction
    if ($command -like 'aws *' -and -not (Test-AwsCli)) { return }
    if (Test-ReadingCommand $command) { Invoke-PastedCommand $command | Should -Match $Shows -Because $command }
}

# Runs the command of a finding in the state that it describes. A correction is right when the finding is gone, after as many rounds as are told. Other
# commands are right when they show what they are for. The command can need another account.
function Test-FindingCommand ([string] $Code, [scriptblock] $Path, [string] $Shows, [int] $Rounds = 1, [string] $Account = '123456789012') {
    function Find-Code { (& $Path).Findings.Where({ $_.Code -eq $Code }) }

    $found = @(Find-Code)
    $found.Count | Should -Be 1 -Because $Code
    for ($round = 1; $found -and $round -le $Rounds; $round++) {
        $command = $found[0].Command
        Set-SandboxAccess $env:AWS_ENDPOINT_URL $Account
        try { $printed = Invoke-PastedCommand $command } finally { Set-SandboxAccess $env:AWS_ENDPOINT_URL }
        if ($Shows) {
            $printed | Should -Match $Shows -Because $command
            return
        }
        $found = @(Find-Code)
    }
    Wait-Until { -not (Find-Code) }
}

Export-ModuleMember -Function *
