# The scripts of the repository.

BeforeAll { Import-Module "$PSScriptRoot/TestSupport.psm1" -Force }

Describe 'build.ps1' {
    BeforeAll {
        # A function takes precedence over a program of the same name: the commands are recorded and not run.
        function dotnet {
            $commands.Add($args -join '|')
            $global:LASTEXITCODE = 0
        }
    }

    It 'runs dotnet <command> for <task>' -ForEach @(
        @{ task = 'Build'; command = 'build|EndpointHub.sln|-c|Release' }
        @{ task = 'Test'; command = 'test|-c|Release' }
        @{ task = 'Package'; command = 'build|src/EndpointHub.Cmdlets|-c|Release|-t:Package' }
    ) {
        $commands = [System.Collections.Generic.List[string]]::new()
        Push-Location $TestDrive
        try { & (Join-Path $env:ENDPOINTHUB_REPOSITORY build.ps1) $task } finally { Pop-Location }
        $commands | Should -Be $command
    }
}

Describe 'The demo' {
    It 'makes no changing call in the dry run and none in the second run' {
        # build.ps1 passes a relative path, which cannot be the name of an installed module.
        $module = [IO.Path]::GetRelativePath($env:ENDPOINTHUB_REPOSITORY, $env:ENDPOINTHUB_MODULE)
        Push-Location $env:ENDPOINTHUB_REPOSITORY
        $program, $options = $AnotherPowerShell
        try { $shown = & $program @options -File eng/Demo.ps1 -Module $module -Sandbox $env:ENDPOINTHUB_SANDBOX 2>&1 } finally { Pop-Location }
        $LASTEXITCODE | Should -Be 0 -Because "$shown"
        $changes = @($shown -match '^calls that change something: \d+' -replace '\D')
        $changes[0, 2] | Should -Be '0', '0'
        [int]$changes[1] | Should -BeGreaterThan 10
        @($shown -match 'ecr\.dkr.*Reachable').Count | Should -BeGreaterThan 1
    }
}

Describe 'The PowerShell of the README' {
    It 'starts in a checkout after dotnet tool restore' {
        $readme = Get-Content (Join-Path $env:ENDPOINTHUB_REPOSITORY README.md) -Raw
        $restore, $start = [regex]::Match($readme, '(?m)^(dotnet tool restore)\r?\n(dotnet pwsh)\r?$').Groups[1, 2].Value
        # A fresh checkout, and a package source with PowerShell only: the folder that the package was restored to contains it.
        $package = Join-Path $PSHOME ../../../..
        Copy-Item (Join-Path $env:ENDPOINTHUB_REPOSITORY .config) $TestDrive -Recurse
        "<configuration><packageSources><clear /><add key=""restored"" value=""$package"" /></packageSources></configuration>" | Set-Content "$TestDrive/nuget.config"
        $env:DOTNET_CLI_HOME, $env:NUGET_PACKAGES = "$TestDrive", $env:ENDPOINTHUB_PACKAGES
        Push-Location $TestDrive
        try {
            $restored = Invoke-Expression "$restore 2>&1"
            $LASTEXITCODE | Should -Be 0 -Because "$restored"
            Invoke-Expression "$start -NoProfile -Command '`$PSHOME'" | Should -Be $PSHOME
        }
        finally {
            Pop-Location
            Remove-Item env:DOTNET_CLI_HOME, env:NUGET_PACKAGES
        }
    }
}

Describe 'The manifest in a checkout' {
    BeforeAll {
        # The files that an import needs, without build output.
        $checkout = Join-Path $TestDrive checkout
        $null = New-Item -ItemType Directory "$checkout/eng"
        'EndpointHub.psd1', 'EndpointHub.Format.ps1xml', 'eng/Checkout.psm1' | ForEach-Object { Copy-Item (Join-Path $env:ENDPOINTHUB_REPOSITORY $_) "$checkout/$_" }
        $import = {
            param($checkout)
            Set-Location $checkout
            $failed = @()
            Import-Module ./EndpointHub.psd1 -ErrorAction SilentlyContinue -ErrorVariable failed
            Import-Module ./EndpointHub.psd1 -Force -ErrorAction Ignore
            [ordered]@{
                Failed   = @($failed | ForEach-Object { "$_" })
                Commands = @((Get-Command -Module EndpointHub).Name | Sort-Object)
                View     = @(Get-FormatData EndpointHub.Results.Hub).Count
                Public   = [bool]('EndpointHub.Errors.Problem' -as [type])
            } | ConvertTo-Json
        }
    }

    It 'reports in one sentence what to run when nothing is built' {
        $seen = Invoke-Alone { param($checkout) Set-Location $checkout; try { Import-Module ./EndpointHub.psd1 } catch { ConvertTo-Json @("$_") } } $checkout
        $seen | Should -Be 'EndpointHub is not built yet: run ./build.ps1 Package, and then Import-Module ./EndpointHub.psd1 again.'
    }

    It 'shows no other error beside that sentence' {
        $program, $options = $AnotherPowerShell
        $shown = & $program @options -WorkingDirectory $checkout -Command 'Import-Module ./EndpointHub.psd1' 2>&1 | Out-String
        [regex]::Matches($shown, 'EndpointHub is not built yet').Count | Should -Be 1
        $shown | Should -Not -Match 'was not loaded|was not found|could not be'
    }

    It 'imports the built package with its commands, views and types, also repeatedly' {
        $package = Split-Path $env:ENDPOINTHUB_MODULE
        $null = New-Item -ItemType Directory "$checkout/artifacts/EndpointHub"
        Copy-Item $package "$checkout/artifacts/EndpointHub" -Recurse
        $seen = Invoke-Alone $import $checkout
        $seen.Failed | Should -BeNullOrEmpty
        $seen.Commands | Should -Be @((Test-ModuleManifest $env:ENDPOINTHUB_MODULE).ExportedCmdlets.Keys | Sort-Object)
        $seen.View | Should -Be 1
        $seen.Public | Should -BeTrue
    }
}
