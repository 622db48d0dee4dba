BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    Import-Module $env:ENDPOINTHUB_TESTCMDLETS

    # Starts the cmdlet in a pipeline of its own, stops it once it works, and answers how long the stop took.
    function Stop-AfterStart ([System.Collections.Hashtable] $Parameter) {
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddArgument($env:ENDPOINTHUB_TESTCMDLETS).Invoke()
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
        # A machine with other work may hold one stop up. What waits for its own end is never done within a second, however often it is tried.
        $fastest = [double]::MaxValue
        for ($try = 0; $try -lt 5 -and $fastest -ge 1; $try++) {
            $fastest = [math]::Min($fastest, (Stop-AfterStart @{ Log = [hashtable]::Synchronized(@{}) }))
            $stoppedState.State | Should -Be 'Stopped'
        }
        $fastest | Should -BeLessThan 1
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

Describe 'A state-changing cmdlet' {
    BeforeAll {
        $a, $b, $c = 'vpc-0123456789abcdef0', 'vpc-0123456789abcdef1', 'vpc-01234567'
    }

    It 'gathers its whole input and acts once' {
        $calls = [System.Collections.ArrayList]::new()
        $a, $b, $c | Move-TestVpc -Calls $calls | Should -Be "moved $a", "moved $b", "moved $c"
        $calls | Should -Be "$a $b $c"
    }

    It 'acts on each input as it comes with -OneAtATime' {
        $calls = [System.Collections.ArrayList]::new()
        $order = & { $a; 'second leaves'; $b } | ForEach-Object { if ($_ -like 'vpc-*') { $_ } else { $calls.Count } } |
            Where-Object { $_ -like 'vpc-*' -or (Set-Variable seen $_ -Scope 1) } | Move-TestVpc -Calls $calls -OneAtATime
        $order | Should -Be "moved $a", "moved $b"
        $calls | Should -Be $a, $b
        $seen | Should -Be 1
    }

    It 'does nothing for no input' {
        $calls = [System.Collections.ArrayList]::new()
        @() | Move-TestVpc -Calls $calls | Should -BeNullOrEmpty
        $calls | Should -BeNullOrEmpty
    }

    It 'has done nothing when the pipeline ends while it gathers' {
        $calls = [System.Collections.ArrayList]::new()
        { & { $a; throw 'upstream' } | Move-TestVpc -Calls $calls } | Should -Throw 'upstream'
        $calls | Should -BeNullOrEmpty
    }

    It 'reports what it does not do, and does the rest' {
        $moved = $a, $b | Move-TestVpc -Refuse $a -ErrorVariable refused -ErrorAction SilentlyContinue
        $moved | Should -Be "moved $b"
        $refused[0].FullyQualifiedErrorId | Should -Be 'SpokeIsHub,EndpointHub.TestCmdlets.MoveTestVpc'
        $refused[0].TargetObject | Should -Be $a
        $refused[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $refused[0].ErrorDetails.RecommendedAction | Should -Be 'Leave it out of the spokes.'
    }

    It 'tells its story on the verbose stream' {
        $story = Move-TestVpc $a -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$story" | Should -BeLike '*Reading 1 VPCs.*ec2:DeleteVpcPeeringConnection: delete pcx-of-vpc-0123456789abcdef0*'
    }

    It 'reports its progress, and ends it, <when>' -ForEach @(
        @{ when = 'once it has lasted for a second'; taking = 1500; percents = 0, 50, 100 }
        @{ when = 'and not at all where it is over before'; taking = 0; percents = @() }
    ) {
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddArgument($env:ENDPOINTHUB_TESTCMDLETS).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddCommand('Move-TestVpc').AddParameter('VpcId', @($a, $b)).AddParameter('Taking', $taking).Invoke()
        $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Moving')
        @($records.PercentComplete | Sort-Object -Unique) | Should -Be $percents
        if ($percents) {
            $records[0].StatusDescription | Should -Be $a
            $records[-1].RecordType | Should -Be 'Completed'
        }
    }
}

Describe 'A rehearsal' {
    BeforeAll {
        $a, $b = 'vpc-0123456789abcdef0', 'vpc-0123456789abcdef1'

        function Invoke-Rehearsal ([scriptblock] $Command) {
            $transcript = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
            Start-Transcript $transcript | Out-Null
            try { $emitted = & $Command } finally { Stop-Transcript | Out-Null }
            [pscustomobject]@{ Emitted = $emitted; Screen = Get-Content $transcript -Raw }
        }
    }

    It 'names every call and emits what would be, <how>' -ForEach @(
        @{ how = 'by -WhatIf'; command = { 'vpc-0123456789abcdef0' | Move-TestVpc -WhatIf } }
        @{ how = 'by $WhatIfPreference'; command = { $WhatIfPreference = $true; 'vpc-0123456789abcdef0' | Move-TestVpc } }
        @{ how = 'by a projected input'; command = { 'vpc-0123456789abcdef0' | Move-TestVpc -Projected } }
        @{ how = 'by any piped object that says it is projected'; command = { [pscustomobject]@{ VpcId = 'vpc-0123456789abcdef0'; IsProjected = $true } | Move-TestVpc } }
        @{ how = 'by a projected input against -WhatIf:$false'; command = { 'vpc-0123456789abcdef0' | Move-TestVpc -Projected -WhatIf:$false } }
    ) {
        $seen = Invoke-Rehearsal $command
        $seen.Emitted | Should -Be "would move $a"
        $seen.Screen | Should -BeLike '*What if: Connect vpc-0123456789abcdef0 to the hub:*ec2:DeleteVpcPeeringConnection: delete pcx-of-vpc-0123456789abcdef0*'
    }

    It 'can be switched off for one stage by -WhatIf:$false' {
        & { $WhatIfPreference = $true; $a | Move-TestVpc -WhatIf:$false } | Should -Be "moved $a"
    }

    It 'rehearses every stage under the preference' {
        & { $WhatIfPreference = $true; $a, $b | Move-TestVpc | ForEach-Object { $_ -replace '^would move ' } | Move-TestVpc } |
            Should -Be "would move $a", "would move $b"
    }
}

Describe 'A dangerous unit' {
    # The tests' host cannot ask anybody, so a question is seen by its failure.
    It 'asks although the cmdlet is declared harmless' {
        { Move-TestVpc vpc-0123456789abcdef0 -Dangerous -ErrorAction Stop } | Should -Throw '*NonInteractive*'
    }

    It 'does not ask with <waiver>' -ForEach @(
        @{ waiver = '-Confirm:$false'; command = { Move-TestVpc vpc-0123456789abcdef0 -Dangerous -Confirm:$false } }
        @{ waiver = '-Force'; command = { Move-TestVpc vpc-0123456789abcdef0 -Dangerous -Force } }
        @{ waiver = '$ConfirmPreference None'; command = { $ConfirmPreference = 'None'; Move-TestVpc vpc-0123456789abcdef0 -Dangerous } }
    ) {
        & $command | Should -Be 'moved vpc-0123456789abcdef0'
    }

    It 'is not asked about in a rehearsal' {
        Move-TestVpc vpc-0123456789abcdef0 -Dangerous -WhatIf | Should -Be 'would move vpc-0123456789abcdef0'
    }

    It 'is the only one that is asked about' {
        Move-TestVpc vpc-0123456789abcdef0 | Should -Be 'moved vpc-0123456789abcdef0'
    }
}
