BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    $support = "$PSScriptRoot/TestSupport.psm1"
    $private = Join-Path (Split-Path $env:ENDPOINTHUB_MODULE) 'bin/net8.0/private'
    $commands = @((Test-ModuleManifest $env:ENDPOINTHUB_MODULE).ExportedCmdlets.Keys | Sort-Object)
}

Describe 'Beside AWSSDK.Core <version>' -ForEach @{ version = '4.0.100.2' }, @{ version = '3.7.501.1' } {
    BeforeAll {
        $theirs = Join-Path $env:ENDPOINTHUB_PACKAGES "awssdk.core/$version/lib/net8.0/AWSSDK.Core.dll"
        $both = {
            param($order, $support, $theirs)
            Import-Module $support
            # A cmdlet binds to EndpointHub.Aws as this does: by its name, through the default context.
            function Get-OurRuntime {
                $bridge = [Reflection.Assembly]::Load('EndpointHub.Aws')
                $client = $bridge.GetTypes().Where({ $_.BaseType.FullName -like 'Amazon.Runtime.*' })[0]
                $client.BaseType.Assembly
            }
            if ($order -eq 'theirs first') { $null = [Reflection.Assembly]::LoadFrom($theirs) }
            Import-TestedModule
            $ours = Get-OurRuntime
            if ($order -eq 'ours first') { $null = [Reflection.Assembly]::LoadFrom($theirs) }
            $defaultCopy = [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.Where({ $_.GetName().Name -eq 'AWSSDK.Core' })
            [ordered]@{
                Ours        = $ours.Location
                Context     = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($ours).Name
                OursWorks   = $ours.GetType('Amazon.Runtime.BasicAWSCredentials')::new('a', 'b').GetCredentials().AccessKey
                OursStays   = (Get-OurRuntime) -eq $ours
                DefaultCopy = $defaultCopy.Location
                TheirsWorks = $defaultCopy[0].GetType('Amazon.Runtime.BasicAWSCredentials')::new('c', 'd').GetCredentials().AccessKey
                PublicTypes = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(([EndpointHub.Errors.Problem].Assembly)).Name
            } | ConvertTo-Json
        }
    }

    It 'each module uses its own copy, <order>' -ForEach @{ order = 'theirs first' }, @{ order = 'ours first' } {
        $seen = Invoke-Alone $both $order, $support, $theirs
        $seen.Ours | Should -Be (Join-Path $private 'AWSSDK.Core.dll')
        $seen.Context | Should -Be 'EndpointHub'
        $seen.OursWorks | Should -Be 'a'
        $seen.OursStays | Should -BeTrue
        $seen.DefaultCopy | Should -Be $theirs
        $seen.TheirsWorks | Should -Be 'c'
        $seen.PublicTypes | Should -Be 'Default'
    }
}

Describe 'The module' {
    It 'exports the cmdlets of its manifest' {
        $seen = Invoke-Alone { param($support) Import-Module $support; Import-TestedModule; ConvertTo-Json @((Get-Command -Module EndpointHub).Name) } $support
        @($seen | Sort-Object) | Should -Be @($commands)
    }

    It 'keeps all its commands after repeated imports' {
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

    It 'is loaded once for eight concurrent runspaces' {
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

    It 'loads no AWS assembly before the first AWS call' {
        $seen = Invoke-Alone {
            param($support)
            function Get-AwsCount { [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -like 'AWSSDK.*' }).Count }
            Import-Module $support
            Import-TestedModule
            $imported = Get-AwsCount
            $null = [Reflection.Assembly]::Load('EndpointHub.Aws').GetTypes()
            ConvertTo-Json @($imported, (Get-AwsCount))
        } $support
        $seen[0] | Should -Be 0
        $seen[1] | Should -BeGreaterThan 0
    }

    It 'does not provide its AWSSDK.Core to other modules' {
        $seen = Invoke-Alone {
            param($support)
            Import-Module $support
            Import-TestedModule
            $null = [Reflection.Assembly]::Load('EndpointHub.Aws').GetTypes()
            $own = [System.Runtime.Loader.AssemblyLoadContext]::All.Where({ $_.Name -eq 'EndpointHub' }).Assemblies.Where({ $_.GetName().Name -eq 'AWSSDK.Core' }).Count
            $found = try { [Reflection.Assembly]::Load('AWSSDK.Core, Version=4.0.0.0, Culture=neutral, PublicKeyToken=885c28607f98e604').Location } catch [IO.FileNotFoundException] { 'not found' }
            ConvertTo-Json @($own, $found)
        } $support
        $seen | Should -Be 1, 'not found'
    }

    It 'refuses to load another build in the same process' {
        $copy = Join-Path $TestDrive 'EndpointHub'
        Copy-Item (Split-Path $env:ENDPOINTHUB_MODULE) $copy -Recurse
        # The other framework's file has the same identity and is another build.
        Copy-Item "$copy/bin/netstandard2.0/EndpointHub.Cmdlets.dll" "$copy/bin/net8.0/EndpointHub.Cmdlets.dll" -Force
        $seen = Invoke-Alone {
            param($support, $copy)
            Import-Module $support
            Import-TestedModule
            try { Import-Module "$copy/EndpointHub.psd1" -ErrorAction Stop; 'imported' | ConvertTo-Json } catch { "$_" | ConvertTo-Json }
        } $support, $copy
        $seen | Should -BeLike '*already loaded*'
    }
}
