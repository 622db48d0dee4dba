# What a person at the prompt sees and gets: progress, the story of the verbose stream, and completed arguments.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
}

Describe 'Work that lasts' {
    BeforeAll {
        # An endpoint takes a minute or so to settle at AWS.
        $sandbox = Start-Sandbox -Option '--speed', '20'
        $shared = Get-SandboxId $sandbox vpcs vpcId 'shared'
        $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddArgument($env:ENDPOINTHUB_MODULE).Invoke()
        $shell.Commands.Clear()
        $arguments = @{ Name = 'shared'; VpcId = $shared; SubnetId = $subnet; Service = 'kms', 'sts'; Verbose = $true }
        $null = $shell.AddCommand('New-EndpointHub').AddParameters($arguments).Invoke()
        $progress = @($shell.Streams.Progress | Where-Object Activity -EQ 'Creating hubs')
        $story = @($shell.Streams.Verbose.Message)
        $shell.Streams.ClearStreams()
        $null = $shell.Invoke()
        $again = @($shell.Streams.Verbose.Message)
    }
    AfterAll {
        $shell.Dispose()
        Stop-Sandbox $sandbox
    }

    It 'shows how many steps are done and which one is under way, and takes it away in the end' {
        $progress.Count | Should -BeGreaterThan 1
        @($progress.StatusDescription -match 'create endpoint com\.amazonaws\.ap-northeast-1\.(kms|sts)') | Should -Not -BeNullOrEmpty
        $progress.PercentComplete | Should -Be ($progress.PercentComplete | Sort-Object)
        $progress.PercentComplete | Should -Contain 33
        $progress[-1].RecordType | Should -Be 'Completed'
        $progress[-1].PercentComplete | Should -Be 100
    }

    It 'tells each step when it begins, what it waits for, and when it is done' {
        $story[0] | Should -Be "Reading $shared"
        $story | Where-Object { $_ -like "ec2:CreateVpcEndpoint: create endpoint com.amazonaws.ap-northeast-1.kms in $shared*" } | Should -HaveCount 1
        $story | Where-Object { $_ -like 'Waiting until AWS has completed: create endpoint com.amazonaws.ap-northeast-1.kms*' } | Should -HaveCount 1
        $story | Where-Object { $_ -match '^Completed after [\d.]+ s: create endpoint com\.amazonaws\.ap-northeast-1\.kms' } | Should -HaveCount 1
    }

    It 'tells what was found to fit' {
        $again | Where-Object { $_ -match '^vpce-[0-9a-f]{17} for com\.amazonaws\.ap-northeast-1\.kms stands already' } | Should -HaveCount 1
        $again | Where-Object { $_ -like 'ec2:*' } | Should -HaveCount 0
    }
}

Describe 'A completed argument' {
    BeforeAll {
        function Complete ($Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
        # The first one pays for loading what PowerShell completes with.
        $null = Complete 'New-EndpointHub -Service '
    }

    It '<line> is <offered>' -ForEach @(
        @{ line = 'New-EndpointHub -Service ecr.'; offered = 'ecr.api', 'ecr.dkr' }
        @{ line = 'New-EndpointHub -Service ecr.api, secr'; offered = 'secretsmanager' }
        @{ line = "New-EndpointHub -Service 'ssmm"; offered = "'ssmmessages'" }
        @{ line = 'New-EndpointHub -Service telemetry'; offered = 'ecs-telemetry' }
        @{ line = 'New-EndpointHub -Workload Far'; offered = 'Fargate' }
        @{ line = 'New-EndpointHub -PlatformVersion 1.'; offered = '1.4.0', '1.3.0' }
        @{ line = 'New-EndpointHub -Region eu-west-1 -AvailabilityZone eu-west-1a'; offered = 'eu-west-1a' }
        @{ line = 'New-EndpointHub -AvailabilityZone a'; offered = 'a' }
        @{ line = 'Disable-EndpointPrivateDns -Service km'; offered = 'kms', 'kms-fips' }
        @{ line = 'Add-EndpointPrivateZone -Service dkr'; offered = 'ecr.dkr' }
        @{ line = 'Remove-SpokeEndpoint -Service ecs-a'; offered = 'ecs-agent' }
        @{ line = 'Test-EndpointPath -Service mon'; offered = 'monitoring' }
    ) {
        Complete $line | Should -Be $offered
    }

    It 'of -Hub is a hub that this session has seen' {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        try {
            $shared = Get-SandboxId $sandbox vpcs vpcId 'shared'
            $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
            $null = New-EndpointHub -Name seen-here -VpcId $shared -SubnetId $subnet -Service kms
        }
        finally { Stop-Sandbox $sandbox }
        Complete 'Connect-SpokeVpc -Hub seen' | Should -Be 'seen-here'
        Complete 'Get-EndpointHub -Name seen' | Should -Be 'seen-here'
    }

    It 'comes within 300 ms though no network answers' {
        $env:AWS_ENDPOINT_URL = 'http://127.0.0.1:9'
        try {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $null = Complete 'New-EndpointHub -Service e'
            $watch.ElapsedMilliseconds | Should -BeLessThan 300
        }
        finally { Remove-Item env:AWS_ENDPOINT_URL }
    }
}
