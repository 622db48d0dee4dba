# The everyday pipeline on the sandbox, judged by what the sandbox was asked and by what it holds afterwards.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule

    function Invoke-Job {
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service ecr.api, ecr.dkr
        $spokes = $dev, $stg | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone
        $spokes | Disable-EndpointPrivateDns | Test-EndpointPath
        $spokes | Remove-SpokeEndpoint -Force -Confirm:$false
    }

    function Get-Change { @((Get-SandboxRequest $sandbox).Where({ $_.isMutating })) }

    function Get-Answer ($VpcId, $Name) { (Invoke-RestMethod "$($sandbox.Url)/_sandbox/resolve?vpc=$VpcId&name=$Name").addresses }
}

Describe 'The pipeline of the README' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '60'
        $shared, $dev, $stg = 'shared', 'dev', 'stg' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }

        # What-if lines go to the host alone; a transcript is how one keeps them.
        $transcript = Join-Path $TestDrive 'rehearsal.txt'
        $null = Start-Transcript $transcript
        $WhatIfPreference = $true
        $foretold = @(Invoke-Job)
        $WhatIfPreference = $false
        $null = Stop-Transcript
        $changesWhileRehearsing = Get-Change

        $done = @(Invoke-Job)
        $changesOfTheRun = Get-Change

        $again = @(Invoke-Job)
        $changesAfterwards = Get-Change
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'changes nothing while it is rehearsed' {
        $changesWhileRehearsing | Should -HaveCount 0
    }

    It 'prints in the rehearsal every call that the run then makes' {
        $calls = $changesOfTheRun.Where({ -not $_.error }).action | Sort-Object -Unique
        $printed = Get-Content $transcript -Raw
        foreach ($call in $calls) { $printed | Should -Match $call }
    }

    It 'foretells with projected objects what the run then finds' {
        $projected = $foretold.Where({ $_ -is [EndpointHub.Paths.Verdicts.EndpointPath] })
        $real = $done.Where({ $_ -is [EndpointHub.Paths.Verdicts.EndpointPath] })
        $projected.IsProjected | Should -Not -Contain $false
        ($projected | ForEach-Object { "$($_.VpcId) $($_.ServiceName) $($_.Verdict)" } | Sort-Object) |
            Should -Be ($real | ForEach-Object { "$($_.VpcId) $($_.ServiceName) $($_.Verdict)" } | Sort-Object)
    }

    It 'foretells the endpoints that the run then deletes' {
        $projected = $foretold.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] })
        $real = $done.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] })
        $projected.IsProjected | Should -Not -Contain $false
        ($projected.Before.Id | Sort-Object) | Should -Be ($real.Before.Id | Sort-Object)
    }

    It 'proves each service from each spoke reachable' {
        $paths = $done.Where({ $_ -is [EndpointHub.Paths.Verdicts.EndpointPath] })
        $paths | Should -HaveCount 4
        $paths.Verdict | Should -Not -Contain 'Unreachable'
        $paths.Verdict | Should -Not -Contain 'Unknown'
    }

    It 'leads the names of both spokes to the hub' {
        foreach ($vpc in $dev, $stg) {
            foreach ($name in '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com', 'api.ecr.ap-northeast-1.amazonaws.com') {
                $answer = Get-Answer $vpc $name
                $answer | Should -HaveCount 2
                $answer | ForEach-Object { $_ | Should -BeLike '10.255.*' }
            }
        }
    }

    It 'deletes the endpoints that both spokes had for them, and returns them as they were' {
        $removed = $done.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] })
        $removed | Should -HaveCount 4
        $left = (Get-SandboxState $sandbox).networks[0].endpoints.Where({ $_.serviceName -match '\.ecr\.' -and $_.state -eq 'available' })
        $left.vpcId | Should -Contain $shared
        $left.vpcId | Should -Not -Contain $dev
        $left.vpcId | Should -Not -Contain $stg
    }

    It 'makes no changing call when it is run again' {
        $changesAfterwards.Count | Should -Be $changesOfTheRun.Count
        $again.Where({ $_ -is [EndpointHub.Results.RemovedEndpoint] }) | Should -HaveCount 0
    }

    It 'leaves the other services of the spokes as they were' {
        Get-Answer $dev 'ssm.ap-northeast-1.amazonaws.com' | Should -BeLike '10.2.*'
    }
}

Describe 'A removal that PowerShell asks about' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $shared, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnet -Service kms
        $spoke = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'is refused before the spoke is cut over, and nothing is deleted' {
        $removed = $spoke | Remove-SpokeEndpoint -Force -Confirm:$false -ErrorVariable refused -ErrorAction SilentlyContinue
        $removed | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'StillInUse,*' -Because "it was: $refused"
        (Get-Change).Where({ $_.action -eq 'DeleteVpcEndpoints' }) | Should -HaveCount 0
    }

    It 'takes the object of an earlier command from JSON' {
        $copy = $spoke | ConvertTo-Json -Depth 3 | ConvertFrom-Json
        $tested = $copy | Test-EndpointPath
        $tested.ServiceName | Should -Be 'com.amazonaws.ap-northeast-1.kms'
    }
}

Describe 'A cut-over that is taken back' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '200'
        $shared, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnet -Service kms
        $moved = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns
    }
    AfterAll { Stop-Sandbox $sandbox }

    It 'leads the names to the spoke''s own endpoints again, and tells the window' {
        Get-Answer $dev 'kms.ap-northeast-1.amazonaws.com' | Should -BeLike '10.255.*'
        $back = $moved | Enable-EndpointPrivateDns
        $back.Stage | Should -Be 'ZonesReady'
        $back.CutoverWindows.ZoneName | Should -Be 'kms.ap-northeast-1.amazonaws.com'
        Get-Answer $dev 'kms.ap-northeast-1.amazonaws.com' | Should -BeLike '10.2.*'
    }

    It 'is refused where no endpoint is left to return to' {
        $again = $moved | Disable-EndpointPrivateDns
        $null = $again | Remove-SpokeEndpoint -Force -Confirm:$false
        $changes = (Get-Change).Count
        $again | Enable-EndpointPrivateDns -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'NoEndpointToReturnTo,*'
        (Get-Change).Count | Should -Be $changes
    }
}
