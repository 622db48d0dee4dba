# Runs field cases, each in an empty sandbox, and prints what does not hold. The exit code is 0 when every case holds.
# A case is a folder with case.md and case.ps1. The first lines of case.ps1 can name variants: "# variants: reported, repaired".
param(
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Sandbox,
    [string] $Name = '*', # patterns with commas between
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$PSStyle.OutputRendering = 'PlainText'
Import-Module $Module, "$PSScriptRoot/FieldNetwork.psm1", "$PSScriptRoot/FieldAssertions.psm1"

# One sandbox serves all cases that need no services of their own: it is emptied before each.
$sandboxes = @{}
function Start-FieldSandbox ([string] $Services) {
    if ($sandboxes[$Services]) { return $sandboxes[$Services] }
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($Sandbox, 'serve', '--port', '0', '--landscape', 'empty', '--speed', '1000') + @(if ($Services) { '--services', $Services })) {
        $start.ArgumentList.Add($argument)
    }
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^listening on (\S+)$') { throw "The sandbox did not start: $line" }
    $sandboxes[$Services] = [pscustomobject]@{ Url = $Matches[1]; Process = $process }
    $sandboxes[$Services]
}

$results = [System.Collections.Generic.List[object]]::new()
try {
    $env:AWS_ACCESS_KEY_ID = '123456789012'
    $env:AWS_SECRET_ACCESS_KEY = 'sandbox'
    $env:AWS_REGION = $env:AWS_DEFAULT_REGION = 'ap-northeast-1'
    $cases = @(Get-ChildItem $Folder -Directory | Where-Object { $case = $_; (Test-Path "$case/case.ps1") -and ($Name -split ',').Where({ $case.Name -like $_ }).Count } | Sort-Object Name)
    if (-not $cases.Count) { throw "There is no case in $Folder." }
    foreach ($case in $cases) {
        $script = Join-Path $case 'case.ps1'
        $declared = Get-Content $script -TotalCount 5 | Where-Object { $_ -match '^# variants: (.+)$' } | ForEach-Object { $Matches[1] -split ',\s*' }
        foreach ($variant in @($declared) + @(if (-not $declared) { 'reported' })) {
            $services = Join-Path $case 'services.json'
            $served = Start-FieldSandbox $(if (Test-Path $services) { $services } else { '' })
            $env:AWS_ENDPOINT_URL = $served.Url
            $null = Invoke-RestMethod "$($served.Url)/_sandbox/reset" -Method Post
            Clear-Assertion
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            try { $null = & { $ErrorActionPreference = 'Continue'; & $script $variant } 2>$null 3>$null 6>$null } catch { Assert-Field 'the case ends without an error' $false "$_ $($_.ScriptStackTrace)" }
            $asserted = Get-Assertion
            $wrong = @($asserted | Where-Object { -not $_.Holds })
            $holds = $asserted.Count -gt 0 -and $wrong.Count -eq 0
            $results.Add([pscustomobject]@{ Case = $case.Name; Variant = $variant; Holds = $holds; Wrong = @($wrong | ForEach-Object { "$($_.What); seen: $($_.Seen)" }) })
            "{0} {1} [{2}] {3} of {4} in {5:0.0} s" -f $(if ($holds) { 'holds ' } else { 'DIFFERS' }), $case.Name, $variant, ($asserted.Count - $wrong.Count), $asserted.Count, $watch.Elapsed.TotalSeconds
            foreach ($one in $wrong) { "    $($one.What)"; "        seen: $($one.Seen -replace "`r?`n", "`n              ")" }
        }
    }
} finally {
    foreach ($served in $sandboxes.Values) { $served.Process.Kill($true) }
}

$different = @($results | Where-Object { -not $_.Holds }).Count
"$($results.Count) variants of $($cases.Count) cases, $different differ"
if ($ResultPath) { ConvertTo-Json @($results) -Depth 5 | Set-Content $ResultPath }
exit [int] ($different -gt 0)
