<#
.SYNOPSIS
Builds, tests, demonstrates or packages EndpointHub. Nothing here is needed to build or test: each task is a dotnet command, shown as it runs.
.PARAMETER Task
Build: everything. Test: every test. Package: the module as it is shipped, in artifacts. Demo: the job through the cmdlets, on the sandbox.
#>
param(
    [ValidateSet('Build', 'Test', 'Package', 'Demo')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

function Invoke-DotNet {
    Write-Host "dotnet $args"
    dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with $LASTEXITCODE." }
}

switch ($Task) {
    'Build' { Invoke-DotNet build EndpointHub.sln -c $Configuration }
    'Test' { Invoke-DotNet test -c $Configuration }
    'Package' { Invoke-DotNet build src/EndpointHub.Cmdlets -c $Configuration '-t:Package' }
    'Demo' {
        Invoke-DotNet build src/EndpointHub.Cmdlets -c $Configuration '-t:Package'
        Invoke-DotNet build src/EndpointHub.Sandbox -c $Configuration
        $version = Split-Path -Leaf (Get-ChildItem artifacts/EndpointHub | Sort-Object LastWriteTime | Select-Object -Last 1)
        # A process of its own: a module that is loaded once holds its files for as long as the process lives. `dotnet pwsh` runs in the dotnet host.
        $program, $options = (Get-Process -Id $PID).Path, @()
        if ((Split-Path -Leaf $program) -match '^dotnet(\.exe)?$') { $options = @(Join-Path $PSHOME pwsh.dll) }
        & $program @options -NoProfile -File eng/Demo.ps1 -Module "artifacts/EndpointHub/$version/EndpointHub.psd1" -Sandbox "src/EndpointHub.Sandbox/bin/$Configuration/net10.0/EndpointHub.Sandbox.dll"
        if ($LASTEXITCODE -ne 0) { throw "The demo ended with $LASTEXITCODE." }
    }
}
