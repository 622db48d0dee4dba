# The repository's own scripts, as a contributor types them.

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
        try { $shown = pwsh -NoProfile -NonInteractive -File eng/Demo.ps1 -Module $module -Sandbox $env:ENDPOINTHUB_SANDBOX 2>&1 } finally { Pop-Location }
        $LASTEXITCODE | Should -Be 0 -Because "$shown"
        $changes = @($shown -match '^changing calls: \d+' -replace '\D')
        $changes[0, 2] | Should -Be '0', '0'
        [int]$changes[1] | Should -BeGreaterThan 10
        @($shown -match 'ecr\.dkr.*Reachable').Count | Should -BeGreaterThan 1
    }
}
