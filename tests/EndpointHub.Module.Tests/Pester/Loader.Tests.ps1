BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    $support = "$PSScriptRoot/TestSupport.psm1"
    $ours = Join-Path (Split-Path $env:ENDPOINTHUB_MODULE) 'bin/net8.0'
    $commands = (Import-PowerShellDataFile $env:ENDPOINTHUB_MODULE).CmdletsToExport | Sort-Object
}

Describe 'Beside AWSSDK.Core <version>' -ForEach @{ version = '4.0.100.2' }, @{ version = '3.7.501.1' } {
    BeforeAll {
        $theirs = Join-Path $env:ENDPOINTHUB_PACKAGES "awssdk.core/$version/lib/net8.0/AWSSDK.Core.dll"
        $both = {
            param($order, $support, $theirs)
            Import-Module $support
            if ($order -eq 'theirs first') { $null = [Reflection.Assembly]::LoadFrom($theirs) }
            Import-TestedModule
            Import-Module -Assembly (Get-TestCmdletAssembly)
            $runtime = Get-AwsRuntime
            if ($order -eq 'ours first') { $null = [Reflection.Assembly]::LoadFrom($theirs) }
            $defaultCopy = [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.Where({ $_.GetName().Name -eq 'AWSSDK.Core' })[0]
            [ordered]@{
                Runtime     = $runtime
                RunsAgain   = (Get-AwsRuntime).Works
                DefaultCopy = $defaultCopy.Location
                TheirsWorks = $defaultCopy.GetType('Amazon.Runtime.BasicAWSCredentials')::new('c', 'd').GetCredentials().AccessKey
                HubTypes    = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(([EndpointHub.Problem].Assembly)).Name
            } | ConvertTo-Json
        }
    }

    It 'each side keeps its own, <order>' -ForEach @{ order = 'theirs first' }, @{ order = 'ours first' } {
        $seen = Invoke-Alone $both $order, $support, $theirs
        $seen.Runtime.Location | Should -Be (Join-Path $ours 'AWSSDK.Core.dll')
        $seen.Runtime.Context | Should -Be 'EndpointHub'
        $seen.Runtime.Works | Should -BeTrue
        $seen.RunsAgain | Should -BeTrue
        $seen.DefaultCopy | Should -Be $theirs
        $seen.TheirsWorks | Should -Be 'c'
        $seen.HubTypes | Should -Be 'Default'
    }
}

Describe 'The module' {
    It 'exports what its manifest lists' {
        $seen = Invoke-Alone { param($support) Import-Module $support; Import-TestedModule; ConvertTo-Json @((Get-Command -Module EndpointHub).Name) } $support
        @($seen | Sort-Object) | Should -Be @($commands)
    }

    It 'keeps all its commands when it is imported again and again' {
        $seen = Invoke-Alone {
            param($support)
            Import-Module $support
            1..3 | ForEach-Object { Import-TestedModule }
            $forced = @((Get-Command -Module EndpointHub).Name)
            Remove-Module EndpointHub
            $removed = @(Get-Command -Module EndpointHub).Count
            Import-TestedModule
            [ordered]@{ Forced = $forced; Removed = $removed; Again = @((Get-Command -Module EndpointHub).Name) } | ConvertTo-Json
        } $support
        @($seen.Forced | Sort-Object) | Should -Be @($commands)
        $seen.Removed | Should -Be 0
        @($seen.Again | Sort-Object) | Should -Be @($commands)
    }

    It 'is one and the same in eight runspaces at once' {
        $seen = Invoke-Alone {
            param($support)
            1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $using:support
                Import-TestedModule
                [pscustomobject]@{ Commands = @(Get-Command -Module EndpointHub).Count; Context = [System.Runtime.Loader.AssemblyLoadContext]::All.Where({ $_.Name -eq 'EndpointHub' }).Count }
            } | ConvertTo-Json
        } $support
        $seen.Count | Should -Be 8
        $seen.Commands | Sort-Object -Unique | Should -Be @($commands).Count
        $seen.Context | Sort-Object -Unique | Should -Be 1
    }

    It 'loads nothing of the AWS runtime before it is needed' {
        Invoke-Alone {
            param($support)
            Import-Module $support
            Import-TestedModule
            [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -like 'AWSSDK.*' }).Count
        } $support | Should -Be 0
    }

    It 'refuses another build of <file> in one process, and says what to do' -ForEach @{ file = 'EndpointHub.Loader.dll' }, @{ file = 'EndpointHub.dll' } {
        $copy = Join-Path $TestDrive $file
        Copy-Item (Split-Path $env:ENDPOINTHUB_MODULE) $copy -Recurse
        # The other framework's file has the same identity and is another build.
        Copy-Item "$copy/bin/netstandard2.0/$file" "$copy/bin/net8.0/$file" -Force
        $seen = Invoke-Alone {
            param($support, $copy)
            Import-Module $support
            Import-TestedModule
            try { Import-Module "$copy/EndpointHub.psd1" -ErrorAction Stop; 'imported' | ConvertTo-Json } catch { "$_" | ConvertTo-Json }
        } $support, $copy
        $seen | Should -BeLike '*already loaded*new PowerShell*'
    }
}
