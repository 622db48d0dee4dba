BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    Import-Module -Assembly (Get-TestCmdletAssembly)

    # Starts the cmdlet in a pipeline of its own, stops it once it works, and answers how long the stop took.
    function Stop-AfterStart ([System.Collections.Hashtable] $Parameter) {
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddParameter('Assembly', [EndpointHub.TestCmdlets.WaitAsyncWork].Assembly).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddCommand('Wait-AsyncWork').AddParameters($Parameter)
        $running = $shell.BeginInvoke()
        while (-not $Parameter.Log.Started) {
            if ($running.IsCompleted) { $shell.EndInvoke($running) }
            Start-Sleep -Milliseconds 5
        }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds
        $script:stoppedState = $shell.InvocationStateInfo
        $shell.Dispose()
    }
}

Describe 'A stop' {
    It 'ends waiting work within a second' {
        $log = [hashtable]::Synchronized(@{})
        Stop-AfterStart @{ Log = $log } | Should -BeLessThan 1
        $stoppedState.State | Should -Be 'Stopped'
        $stoppedState.Reason | Should -BeOfType ([System.Management.Automation.PipelineStoppedException])
    }

    It 'lets critical work come to its own end, unheard' {
        $log = [hashtable]::Synchronized(@{})
        Stop-AfterStart @{ Log = $log; Critical = $true } | Should -BeGreaterThan 0.25
        $log.FinishedInOrder | Should -BeTrue
        $log.LastWord | Should -BeTrue
        $stoppedState.State | Should -Be 'Stopped'
    }

    It 'is still a stop when the critical work then fails' {
        $log = [hashtable]::Synchronized(@{})
        $null = Stop-AfterStart @{ Log = $log; Critical = $true; FailWhileStopping = $true }
        $log.FinishedInOrder | Should -BeTrue
        $stoppedState.State | Should -Be 'Stopped'
    }
}

Describe 'Asynchronous work' {
    It 'emits its objects in order' {
        Write-AsyncObject -Count 5 | Should -Be @(1, 2, 3, 4, 5)
    }

    It 'goes on while a later stage of the pipeline is busy' {
        $log = [hashtable]::Synchronized(@{})
        Write-AsyncObject -Count 3 -Log $log | ForEach-Object {
            # Posted, not waited for: the work reaches its second question while this first object is still being looked at.
            $deadline = [datetime]::UtcNow.AddSeconds(5)
            while ($log.Reached -lt 2 -and [datetime]::UtcNow -lt $deadline) { [System.Threading.Thread]::Sleep(5) }
            if ($_ -eq 1) { $log.Reached | Should -Be 2 }
        }
        $log.WorkedBeside | Should -BeTrue
    }

    It 'is cancelled, and comes to rest, when Select-Object -First has enough' {
        $log = [hashtable]::Synchronized(@{})
        Write-AsyncObject -Count 1000 -Log $log | Select-Object -First 1 | Should -Be 1
        $log.AtRest | Should -BeTrue
        $log.Completed | Should -BeNullOrEmpty
        $log.Reached | Should -BeLessThan 100
    }

    It 'writes an error for one record and goes on' {
        $seen = Write-AsyncObject -Count 3 -ErrorAfter 2 -ErrorVariable errors -ErrorAction SilentlyContinue
        $seen | Should -Be @(1, 2, 3)
        $errors[0].FullyQualifiedErrorId | Should -Be 'OneRecord,EndpointHub.TestCmdlets.WriteAsyncObject'
        $errors[0].TargetObject | Should -Be 2
    }

    It 'is cancelled, and comes to rest, under -ErrorAction Stop' {
        $log = [hashtable]::Synchronized(@{})
        { Write-AsyncObject -Count 1000 -ErrorAfter 2 -Log $log -ErrorAction Stop } |
            Should -Throw -ErrorId 'OneRecord,EndpointHub.TestCmdlets.WriteAsyncObject'
        $log.AtRest | Should -BeTrue
        $log.Reached | Should -BeLessThan 100
    }

    It 'is cancelled, and comes to rest, when a later stage throws' {
        $log = [hashtable]::Synchronized(@{})
        { Write-AsyncObject -Count 1000 -Log $log | ForEach-Object { throw 'downstream' } } | Should -Throw 'downstream'
        $log.AtRest | Should -BeTrue
        $log.Reached | Should -BeLessThan 100
    }

    It 'ends the statement with an error when it fails' {
        $seen = [System.Collections.Generic.List[int]]::new()
        { Write-AsyncObject -Count 3 -FailAfter 2 | ForEach-Object { $seen.Add($_) } } |
            Should -Throw 'the work' -ErrorId 'InvalidOperationException,EndpointHub.TestCmdlets.WriteAsyncObject'
        $seen | Should -Be @(1, 2)
    }
}

Describe 'A question from asynchronous work' {
    It 'is answered with no under -WhatIf' {
        'a' | Invoke-AsyncDecision -WhatIf | Should -BeFalse
    }

    It 'is answered with no under $WhatIfPreference' {
        & { $WhatIfPreference = $true; 'a' | Invoke-AsyncDecision } | Should -BeFalse
    }

    It 'is answered with yes otherwise' {
        'a', 'b' | Invoke-AsyncDecision -Confirm:$false | Should -Be @($true, $true)
    }
}
