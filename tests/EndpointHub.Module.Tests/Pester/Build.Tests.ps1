# The repository's own scripts, as a contributor types them.

BeforeAll { Import-Module "$PSScriptRoot/TestSupport.psm1" -Force }

Describe 'build.ps1' {
    BeforeAll {
        # A function stands before any program of its name: the commands are noted and not run.
        function dotnet {
            $asked.Add($args -join '|')
            $global:LASTEXITCODE = 0
        }
    }

    It 'asks dotnet for <task> as <command>' -ForEach @(
        @{ task = 'Build'; command = 'build|EndpointHub.sln|-c|Release' }
        @{ task = 'Test'; command = 'test|-c|Release' }
        @{ task = 'Package'; command = 'build|src/EndpointHub.Cmdlets|-c|Release|-t:Package' }
    ) {
        $asked = [System.Collections.Generic.List[string]]::new()
        Push-Location $TestDrive
        try { & (Join-Path $env:ENDPOINTHUB_REPOSITORY build.ps1) $task } finally { Pop-Location }
        $asked | Should -Be $command
    }
}

Describe 'The demo' {
    It 'changes nothing while it rehearses, and nothing when it is done again' {
        # As build.ps1 gives it: relative, and so no name of an installed module.
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
    It 'starts in a checkout, with nothing but what was restored' {
        $readme = Get-Content (Join-Path $env:ENDPOINTHUB_REPOSITORY README.md) -Raw
        $restore, $start = [regex]::Match($readme, '(?m)^(dotnet tool restore)\r?\n(dotnet pwsh)\r?$').Groups[1, 2].Value
        # A fresh checkout, and a source that has PowerShell's package alone: the folder that the package was restored to holds it.
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
        # The files that importing it needs, beside no build output.
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
                View     = @(Get-FormatData EndpointHub.Hub).Count
                Public   = [bool]('EndpointHub.Problem' -as [type])
            } | ConvertTo-Json
        }
    }

    It 'says in one sentence what to run when nothing is built' {
        $seen = Invoke-Alone { param($checkout) Set-Location $checkout; try { Import-Module ./EndpointHub.psd1 } catch { ConvertTo-Json @("$_") } } $checkout
        $seen | Should -Be 'EndpointHub is not built yet: run ./build.ps1 Package, and then Import-Module ./EndpointHub.psd1 again.'
    }

    It 'shows nothing beside that sentence at the prompt' {
        $program, $options = $AnotherPowerShell
        $shown = & $program @options -WorkingDirectory $checkout -Command 'Import-Module ./EndpointHub.psd1' 2>&1 | Out-String
        [regex]::Matches($shown, 'EndpointHub is not built yet').Count | Should -Be 1
        $shown | Should -Not -Match 'was not loaded|was not found|could not be'
    }

    It 'imports the package once there is one, with its commands, views and types, and again' {
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
