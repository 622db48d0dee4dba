# The migration pipeline of the README on the sandbox, checked against the sandbox's request log and its resources afterwards.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule

    function Invoke-Migration {
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service ecr.api, ecr.dkr
        $spokes = $dev, $stg | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone
        $spokes | Disable-EndpointPrivateDns | Test-EndpointPath
        $spokes | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false
    }

    function Get-Change { @((Get-SandboxRequest $sandbox).Where({ $_.isMutating })) }

    function Get-Answer ($VpcId, $Name) { (Invoke-RestMethod "$($sandbox.Url)/_sandbox/resolve?vpc=$VpcId&name=$Name").addresses }
}

Describe 'The pipeline of the README' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '60'
        $shared, $dev, $stg = 'shared', 'dev', 'stg' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }

        # WhatIf messages are written to the host only. A transcript records them.
        $transcript = Join-Path $TestDrive 'dry-run.txt'
        $null = Start-Transcript $transcript
        $WhatIfPreference = $true
        $projectedOutput = @(Invoke-Migration)
        $WhatIfPreference = $false
        $null = Stop-Transcript
        $changesOfTheDryRun = Get-Change

        $done = @(Invoke-Migration)
        $changesOfTheRun = Get-Change

        $again = @(Invoke-Migration)
        $changesAfterwards = Get-Change
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'makes no changing call in a dry run' {
        $changesOfTheDryRun | Should -HaveCount 0
        $changesOfTheRun.Count | Should -BeGreaterThan 10
    }

    It 'prints every call of the run in the dry run' {
        $calls = $changesOfTheRun.Where({ -not $_.error }).action | Sort-Object -Unique
        $printed = Get-Content $transcript -Raw
        foreach ($call in $calls) { $printed | Should -Match $call }
    }

    It 'emits projected paths in the dry run that equal the paths of the run' {
        $projected = $projectedOutput.Where({ $_ -is [EndpointHub.Paths.Verdicts.EndpointPath] })
        $real = $done.Where({ $_ -is [EndpointHub.Paths.Verdicts.EndpointPath] })
        $projected.IsProjected | Should -Not -Contain $false
        ($projected | ForEach-Object { "$($_.VpcId) $($_.ServiceName) $($_.Verdict)" } | Sort-Object) |
            Should -Be ($real | ForEach-Object { "$($_.VpcId) $($_.ServiceName) $($_.Verdict)" } | Sort-Object)
    }

    It 'emits the deleted endpoints of the run in the dry run' {
        $projected = $projectedOutput.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] })
        $real = $done.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] })
        $projected.IsProjected | Should -Not -Contain $false
        ($projected.Before.Id | Sort-Object) | Should -Be ($real.Before.Id | Sort-Object)
    }

    It 'reports each service as reachable from each spoke' {
        $paths = $done.Where({ $_ -is [EndpointHub.Paths.Verdicts.EndpointPath] })
        $paths | Should -HaveCount 4
        $paths.Verdict | Should -Not -Contain 'Unreachable'
        $paths.Verdict | Should -Not -Contain 'Unknown'
    }

    It 'resolves the names in both spokes to the hub' {
        foreach ($vpc in $dev, $stg) {
            foreach ($name in '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com', 'api.ecr.ap-northeast-1.amazonaws.com') {
                $answer = Get-Answer $vpc $name
                $answer | Should -HaveCount 2
                $answer | ForEach-Object { $_ | Should -BeLike '10.255.*' }
            }
        }
    }

    It 'deletes the spokes'' endpoints of these services and returns their former state' {
        $removed = $done.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] })
        $removed | Should -HaveCount 4
        $left = (Get-SandboxState $sandbox).networks[0].endpoints.Where({ $_.serviceName -match '\.ecr\.' -and $_.state -eq 'available' })
        $left.vpcId | Should -Contain $shared
        $left.vpcId | Should -Not -Contain $dev
        $left.vpcId | Should -Not -Contain $stg
    }

    It 'makes no changing call in a second run' {
        $changesAfterwards.Count | Should -Be $changesOfTheRun.Count
        $again.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] }) | Should -HaveCount 0
    }

    It 'leaves the other services of the spokes unchanged' {
        Get-Answer $dev 'ssm.ap-northeast-1.amazonaws.com' | Should -BeLike '10.2.*'
    }
}

Describe 'A dry run with objects converted to JSON of the default depth and back' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $shared, $dev, $stg = 'shared', 'dev', 'stg' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }

        function Invoke-DryRun ([scriptblock] $Between) {
            $WhatIfPreference = $true
            $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service ecr.api, ecr.dkr 6>$null | & $Between
            $spokes = $dev, $stg | Connect-SpokeVpc -Hub $hub 6>$null | & $Between | Add-EndpointPrivateZone 6>$null | & $Between
            $moved = $spokes | Disable-EndpointPrivateDns 6>$null | & $Between
            $paths = $moved | Test-EndpointPath | & $Between
            $removed = $spokes | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false 6>$null | & $Between
            [pscustomobject]@{ Hub = $hub; Spokes = $spokes; Moved = $moved; Paths = $paths; Removed = $removed; ByPath = $paths | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false 6>$null }
        }

        $direct = Invoke-DryRun { $input }
        $copied = Invoke-DryRun { $input | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json }
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'predicts the same steps for <_>' -ForEach 'Hub', 'Spokes', 'Moved', 'Paths', 'Removed', 'ByPath' {
        @($direct.$_.StepRecords).Count | Should -BeGreaterThan 0
        @($copied.$_.StepRecords) | Should -Be @($direct.$_.StepRecords)
        @($copied.$_.Steps) | Should -Be @($direct.$_.Steps)
        $copied.$_.IsProjected | Should -Not -Contain $false
    }

    It 'emits the same paths and the same removed endpoints' {
        ($copied.Paths | ForEach-Object { "$($_.VpcId) $($_.ServiceName)" }) | Should -Be ($direct.Paths | ForEach-Object { "$($_.VpcId) $($_.ServiceName)" })
        [EndpointHub.Paths.Verdicts.PathVerdict[]] $copied.Paths.Verdict | Should -Be $direct.Paths.Verdict
        $copied.Removed.VpcEndpointId | Should -Be $direct.Removed.VpcEndpointId
        $copied.Removed | Should -HaveCount 4
    }

    It 'describes each step record in a sentence' {
        $direct.Moved[0].Steps | Should -Contain "route53:AssociateVPCWithHostedZone: associate zone dkr.ecr.ap-northeast-1.amazonaws.com with $($direct.Moved[0].VpcId)"
        $direct.Moved[0].Steps | Should -HaveCount @($direct.Moved[0].StepRecords).Count
    }

    It 'remains a dry run without the preference' {
        $spoke = Connect-SpokeVpc -VpcId $dev -Hub $copied.Hub 6>$null
        $spoke.IsProjected | Should -BeTrue
        ($copied.Moved[0] | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false 6>$null).IsProjected | Should -Not -Contain $false
        Get-Change | Should -HaveCount 0
    }

    It 'refuses an invalid step record without repeating its text' {
        $tampered = $direct.Moved[0] | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json
        $tampered.StepRecords[-1] = 'v1 NoSuchStep Location=anywhere'
        $tampered | Test-EndpointPath -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'StepRecordMalformed,*'
        "$refused" | Should -Not -Match 'NoSuchStep'
    }
}

Describe 'A connection before the cut-over' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $shared, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnet -Service kms
        $spoke = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'is refused by Remove-SpokeEndpoint, which deletes nothing' {
        $removed = $spoke | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false -ErrorVariable refused -ErrorAction SilentlyContinue
        $removed | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'StillInUse,*' -Because "it was: $refused"
        (Get-Change).Where({ $_.action -eq 'DeleteVpcEndpoints' }) | Should -HaveCount 0
    }

    It 'is accepted by Test-EndpointPath after conversion to JSON and back' {
        $copy = $spoke | ConvertTo-Json -Depth 3 | ConvertFrom-Json
        $tested = $copy | Test-EndpointPath
        $tested.ServiceName | Should -Be 'com.amazonaws.ap-northeast-1.kms'
    }
}

Describe 'Enable-EndpointPrivateDns' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '200'
        $shared, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnet -Service kms
        $moved = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'switches the names back to the spoke''s own endpoints and reports the gap' {
        Get-Answer $dev 'kms.ap-northeast-1.amazonaws.com' | Should -BeLike '10.255.*'
        $back = $moved | Enable-EndpointPrivateDns
        $back.Stage | Should -Be 'ZonesReady'
        $back.CutoverWindows.ZoneName | Should -Be 'kms.ap-northeast-1.amazonaws.com'
        Get-Answer $dev 'kms.ap-northeast-1.amazonaws.com' | Should -BeLike '10.2.*'
    }

    It 'is refused when the spoke''s own endpoint was removed' {
        $again = $moved | Disable-EndpointPrivateDns
        $null = $again | Remove-SpokeEndpoint -Allow TrafficUnknown -Confirm:$false
        $changes = (Get-Change).Count
        $again | Enable-EndpointPrivateDns -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'NoEndpointToReturnTo,*'
        (Get-Change).Count | Should -Be $changes
    }
}
