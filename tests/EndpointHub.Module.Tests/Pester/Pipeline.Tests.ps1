BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    Import-Module $env:ENDPOINTHUB_TESTCMDLETS

    # Starts the cmdlet in another pipeline, stops it while it works, and returns how many seconds the stop took.
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

Describe 'Stopping a pipeline' {
    It 'cancels waiting work within a second' {
        # A busy machine can delay one stop. A cmdlet that is not cancelled never stops within a second, in none of the attempts.
        $fastest = [double]::MaxValue
        for ($try = 0; $try -lt 5 -and $fastest -ge 1; $try++) {
            $fastest = [math]::Min($fastest, (Stop-AfterStart @{ Log = [hashtable]::Synchronized(@{}) }))
            $stoppedState.State | Should -Be 'Stopped'
        }
        $fastest | Should -BeLessThan 1
        $stoppedState.Reason | Should -BeOfType ([System.Management.Automation.PipelineStoppedException])
    }

    It 'waits for critical work, whose output is discarded' {
        $log = [hashtable]::Synchronized(@{})
        Stop-AfterStart @{ Log = $log; Critical = $true } | Should -BeGreaterThan 0.25
        $log.FinishedCriticalWork | Should -BeTrue
        $log.FallbackCalled | Should -BeTrue
        $stoppedState.State | Should -Be 'Stopped'
    }

    It 'leaves the pipeline stopped when the critical work fails' {
        $log = [hashtable]::Synchronized(@{})
        $null = Stop-AfterStart @{ Log = $log; Critical = $true; FailWhileStopping = $true }
        $log.FinishedCriticalWork | Should -BeTrue
        $stoppedState.State | Should -Be 'Stopped'
    }
}

Describe 'Asynchronous work' {
    It 'emits its objects in order' {
        Write-AsyncObject -Count 5 | Should -Be @(1, 2, 3, 4, 5)
    }

    It 'continues while a later pipeline stage is busy' {
        $log = [hashtable]::Synchronized(@{})
        Write-AsyncObject -Count 3 -Log $log | ForEach-Object {
            # Objects are posted without waiting: the work reaches its second question while this stage still processes the first object.
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while ($log.Reached -lt 2 -and [datetime]::UtcNow -lt $deadline) { [System.Threading.Thread]::Sleep(5) }
            if ($_ -eq 1) { $log.Reached | Should -Be 2 }
        }
        $log.UsedAnotherThread | Should -BeTrue
    }

    It 'is cancelled and ends when Select-Object -First stops the pipeline' {
        $log = [hashtable]::Synchronized(@{})
        Write-AsyncObject -Count 1000 -Log $log | Select-Object -First 1 | Should -Be 1
        $log.Ended | Should -BeTrue
        $log.Completed | Should -BeNullOrEmpty
        $log.Reached | Should -BeLessThan 100
    }

    It 'continues after an error for one record' {
        $seen = Write-AsyncObject -Count 3 -ErrorAfter 2 -ErrorVariable errors -ErrorAction SilentlyContinue
        $seen | Should -Be @(1, 2, 3)
        $errors[0].FullyQualifiedErrorId | Should -Be 'OneRecord,EndpointHub.TestCmdlets.WriteAsyncObject'
        $errors[0].TargetObject | Should -Be 2
    }

    It 'is cancelled and ends after an error with -ErrorAction Stop' {
        $log = [hashtable]::Synchronized(@{})
        { Write-AsyncObject -Count 1000 -ErrorAfter 2 -Log $log -ErrorAction Stop } |
            Should -Throw -ErrorId 'OneRecord,EndpointHub.TestCmdlets.WriteAsyncObject'
        $log.Ended | Should -BeTrue
        $log.Reached | Should -BeLessThan 100
    }

    It 'is cancelled and ends when a later pipeline stage throws' {
        $log = [hashtable]::Synchronized(@{})
        { Write-AsyncObject -Count 1000 -Log $log | ForEach-Object { throw 'downstream' } } | Should -Throw 'downstream'
        $log.Ended | Should -BeTrue
        $log.Reached | Should -BeLessThan 100
    }

    It 'terminates the statement with an error when it fails' {
        $seen = [System.Collections.Generic.List[int]]::new()
        { Write-AsyncObject -Count 3 -FailAfter 2 | ForEach-Object { $seen.Add($_) } } |
            Should -Throw 'the work failed' -ErrorId 'InvalidOperationException,EndpointHub.TestCmdlets.WriteAsyncObject'
        $seen | Should -Be @(1, 2)
    }
}

Describe 'ShouldProcess from asynchronous work' {
    It 'returns false with -WhatIf' {
        'a' | Invoke-AsyncDecision -WhatIf | Should -BeExactly $false
    }

    It 'returns false with $WhatIfPreference' {
        & { $WhatIfPreference = $true; 'a' | Invoke-AsyncDecision } | Should -BeExactly $false
    }

    It 'returns true otherwise' {
        'a', 'b' | Invoke-AsyncDecision -Confirm:$false | Should -Be @($true, $true)
    }
}

Describe 'A state-changing cmdlet' {
    BeforeAll {
        $a, $b, $c = 'vpc-0123456789abcdef0', 'vpc-0123456789abcdef1', 'vpc-01234567'
    }

    It 'collects its whole input and acts once' {
        $calls = [System.Collections.ArrayList]::new()
        $a, $b, $c | Move-TestVpc -Calls $calls | Should -Be "moved $a", "moved $b", "moved $c"
        $calls | Should -Be "$a $b $c"
    }

    It 'acts on each input at once with -OneAtATime' {
        $calls = [System.Collections.ArrayList]::new()
        $order = & { $a; 'second leaves'; $b } | ForEach-Object { if ($_ -like 'vpc-*') { $_ } else { $calls.Count } } |
            Where-Object { $_ -like 'vpc-*' -or (Set-Variable seen $_ -Scope 1) } | Move-TestVpc -Calls $calls -OneAtATime
        $order | Should -Be "moved $a", "moved $b"
        $calls | Should -Be $a, $b
        $seen | Should -Be 1
    }

    It 'does nothing without input' {
        $calls = [System.Collections.ArrayList]::new()
        @() | Move-TestVpc -Calls $calls | Should -BeNullOrEmpty
        $calls | Should -BeNullOrEmpty
        $a | Move-TestVpc -Calls $calls | Should -Be "moved $a"
        $calls | Should -Be $a
    }

    It 'does nothing when the pipeline ends before all input is collected' {
        $calls = [System.Collections.ArrayList]::new()
        { & { $a; throw 'upstream' } | Move-TestVpc -Calls $calls } | Should -Throw 'upstream'
        $calls | Should -BeNullOrEmpty
        & { $a; $b } | Move-TestVpc -Calls $calls | Should -Be "moved $a", "moved $b"
        $calls | Should -Be "$a $b"
    }

    It 'reports a refused input and executes the others' {
        $moved = $a, $b | Move-TestVpc -Refuse $a -ErrorVariable refused -ErrorAction SilentlyContinue
        $moved | Should -Be "moved $b"
        $refused[0].FullyQualifiedErrorId | Should -Be 'SpokeIsHub,EndpointHub.TestCmdlets.MoveTestVpc'
        $refused[0].TargetObject | Should -Be $a
        $refused[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($refused[0])" | Should -BeLike '*Leave it out of the spokes.'
        $refused[0].ErrorDetails.RecommendedAction | Should -Be 'Get-EndpointInventory'
    }

    It 'writes its reads and calls to the verbose stream' {
        $story = Move-TestVpc $a -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$story" | Should -BeLike '*Reading 1 VPCs.*ec2:DeleteVpcPeeringConnection: delete pcx-of-vpc-0123456789abcdef0*'
    }

    It 'reports its progress and completes it <when>' -ForEach @(
        @{ when = 'after a second'; taking = 3000; percents = 0, 50, 100 }
        @{ when = 'and does neither within a second'; taking = 0; percents = @() }
    ) {
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddArgument($env:ENDPOINTHUB_TESTCMDLETS).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddCommand('Move-TestVpc').AddParameter('VpcId', @($a, $b)).AddParameter('Taking', $taking)
        # A busy machine can stretch a short command over a second. A cmdlet that always reports progress does so in each attempt.
        for ($try = 0; $try -eq 0 -or ($try -lt 5 -and $taking -eq 0 -and $records); $try++) {
            $shell.Streams.ClearStreams()
            $shell.Invoke() | Should -Be "moved $a", "moved $b"
            $records = @($shell.Streams.Progress | Where-Object Activity -EQ 'Moving')
        }
        @($records.PercentComplete | Sort-Object -Unique) | Should -Be $percents
        if ($percents) {
            $records[0].StatusDescription | Should -Be $a
            $records[-1].RecordType | Should -Be 'Completed'
        }
    }
}

Describe 'A dry run' {
    BeforeAll {
        $a, $b = 'vpc-0123456789abcdef0', 'vpc-0123456789abcdef1'

        function Invoke-DryRun ([scriptblock] $Command) {
            $transcript = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
            Start-Transcript $transcript | Out-Null
            try { $emitted = & $Command } finally { Stop-Transcript | Out-Null }
            [pscustomobject]@{ Emitted = $emitted; Screen = Get-Content $transcript -Raw }
        }
    }

    It 'shows every call and emits projected objects <how>' -ForEach @(
        @{ how = 'with -WhatIf'; command = { 'vpc-0123456789abcdef0' | Move-TestVpc -WhatIf } }
        @{ how = 'with $WhatIfPreference'; command = { $WhatIfPreference = $true; 'vpc-0123456789abcdef0' | Move-TestVpc } }
        @{ how = 'for a projected input'; command = { 'vpc-0123456789abcdef0' | Move-TestVpc -Projected } }
        @{ how = 'for a piped object with IsProjected'; command = { [pscustomobject]@{ VpcId = 'vpc-0123456789abcdef0'; IsProjected = $true } | Move-TestVpc } }
        @{ how = 'for a row of a CSV file'; command = { [pscustomobject]@{ VpcId = 'vpc-0123456789abcdef0'; IsProjected = $true } | ConvertTo-Csv | ConvertFrom-Csv | Move-TestVpc } }
        @{ how = 'for a projected input and -WhatIf:$false'; command = { 'vpc-0123456789abcdef0' | Move-TestVpc -Projected -WhatIf:$false } }
    ) {
        $seen = Invoke-DryRun $command
        $seen.Emitted | Should -Be "would move $a"
        $seen.Screen | Should -BeLike '*What if: Connect vpc-0123456789abcdef0 to the hub:*ec2:DeleteVpcPeeringConnection: delete pcx-of-vpc-0123456789abcdef0*'
    }

    It 'is not started by the text False of a CSV file' {
        [pscustomobject]@{ VpcId = $a; IsProjected = $false } | ConvertTo-Csv | ConvertFrom-Csv | Move-TestVpc | Should -Be "moved $a"
    }

    It 'is disabled for one stage by -WhatIf:$false' {
        & { $WhatIfPreference = $true; $a | Move-TestVpc -WhatIf:$false } | Should -Be "moved $a"
    }

    It 'includes every stage with the preference' {
        & { $WhatIfPreference = $true; $a, $b | Move-TestVpc | ForEach-Object { $_ -replace '^would move ' } | Move-TestVpc } |
            Should -Be "would move $a", "would move $b"
    }
}

Describe 'A unit with high impact' {
    # The host of the tests is not interactive, so that a prompt fails.
    It 'prompts although the ConfirmImpact of the cmdlet is not high' {
        { Move-TestVpc vpc-0123456789abcdef0 -Dangerous -ErrorAction Stop } | Should -Throw '*NonInteractive*'
    }

    It 'does not prompt with <waiver>' -ForEach @(
        @{ waiver = '-Confirm:$false'; command = { Move-TestVpc vpc-0123456789abcdef0 -Dangerous -Confirm:$false } }
        @{ waiver = '-Force'; command = { Move-TestVpc vpc-0123456789abcdef0 -Dangerous -Force } }
        @{ waiver = '-Force and $ConfirmPreference Low'; command = { $ConfirmPreference = 'Low'; Move-TestVpc vpc-0123456789abcdef0 -Dangerous -Force } }
        @{ waiver = '$ConfirmPreference None'; command = { $ConfirmPreference = 'None'; Move-TestVpc vpc-0123456789abcdef0 -Dangerous } }
    ) {
        & $command | Should -Be 'moved vpc-0123456789abcdef0'
    }

    It 'prompts with -Force and an explicit -Confirm' {
        { Move-TestVpc vpc-0123456789abcdef0 -Dangerous -Force -Confirm -ErrorAction Stop } | Should -Throw '*NonInteractive*'
    }

    It 'is not changed by -Force in a dry run' {
        Move-TestVpc vpc-0123456789abcdef0 -Dangerous -Force -WhatIf | Should -Be 'would move vpc-0123456789abcdef0'
    }

    It 'does not prompt in a dry run' {
        Move-TestVpc vpc-0123456789abcdef0 -Dangerous -WhatIf | Should -Be 'would move vpc-0123456789abcdef0'
    }

    It 'is the only kind of unit that prompts' {
        Move-TestVpc vpc-0123456789abcdef0 | Should -Be 'moved vpc-0123456789abcdef0'
    }
}
