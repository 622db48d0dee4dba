<#
.SYNOPSIS
Builds, tests, demonstrates or packages EndpointHub. Each task runs dotnet commands, which it shows. You can run them yourself instead.
.PARAMETER Task
Build: builds everything. Test: runs all tests. Package: creates the module in artifacts. Demo: runs a migration with the cmdlets in the sandbox.
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
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args failed with exit code $LASTEXITCODE." }
}

switch ($Task) {
    'Build' { Invoke-DotNet build EndpointHub.sln -c $Configuration }
    'Test' { Invoke-DotNet test -c $Configuration }
    'Package' { Invoke-DotNet build src/EndpointHub.Cmdlets -c $Configuration '-t:Package' }
    'Demo' {
        Invoke-DotNet build src/EndpointHub.Cmdlets -c $Configuration '-t:Package'
        Invoke-DotNet build src/EndpointHub.Sandbox -c $Configuration
        $version = Split-Path -Leaf (Get-ChildItem artifacts/EndpointHub | Sort-Object LastWriteTime | Select-Object -Last 1)
        # A separate process, because a loaded module locks its files until the process ends. `dotnet pwsh` runs in the dotnet host.
        $program, $options = (Get-Process -Id $PID).Path, @()
        if ((Split-Path -Leaf $program) -match '^dotnet(\.exe)?$') { $options = @(Join-Path $PSHOME pwsh.dll) }
        & $program @options -NoProfile -File eng/Demo.ps1 -Module "artifacts/EndpointHub/$version/EndpointHub.psd1" -Sandbox "src/EndpointHub.Sandbox/bin/$Configuration/net10.0/EndpointHub.Sandbox.dll"
        if ($LASTEXITCODE -ne 0) { throw "The demo failed with exit code $LASTEXITCODE." }
    }
}
