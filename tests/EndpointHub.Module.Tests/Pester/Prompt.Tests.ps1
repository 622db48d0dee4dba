# Progress, the verbose stream and argument completion.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
}

Describe 'The progress and verbose output of a running command' {
    BeforeAll {
        # An endpoint takes about a minute to become available.
        $sandbox = Start-Sandbox -Option '--speed', '20'
        $shared = Get-SandboxId $sandbox vpcs vpcId 'shared'
        $subnet = Get-SandboxId $sandbox subnets subnetId 'shared-private-1a'
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddArgument($env:ENDPOINTHUB_MODULE).Invoke()
        $shell.Commands.Clear()
        $arguments = @{ Name = 'shared'; VpcId = $shared; SubnetId = $subnet; Service = 'kms', 'sts'; Verbose = $true }
        $null = $shell.AddCommand('New-EndpointHub').AddParameters($arguments).Invoke()
        $progress = @($shell.Streams.Progress | Where-Object Activity -EQ 'Creating hubs')
        $verbose = @($shell.Streams.Verbose.Message)
        $shell.Streams.ClearStreams()
        $null = $shell.Invoke()
        $again = @($shell.Streams.Verbose.Message)
    }
    AfterAll {
        $shell.Dispose()
        Stop-Sandbox $sandbox
    }

    It 'shows the completed share and the current step, and is completed at the end' {
        $progress.Count | Should -BeGreaterThan 1
        @($progress.StatusDescription -match 'create endpoint com\.amazonaws\.ap-northeast-1\.(kms|sts)') | Should -Not -BeNullOrEmpty
        $progress.PercentComplete | Should -Be ($progress.PercentComplete | Sort-Object)
        $progress.PercentComplete | Should -Contain 33
        $progress[-1].RecordType | Should -Be 'Completed'
        $progress[-1].PercentComplete | Should -Be 100
    }

    It 'reports when a step starts, waits and is done' {
        $verbose[0] | Should -Be "Reading $shared"
        $verbose | Where-Object { $_ -like "ec2:CreateVpcEndpoint: create endpoint com.amazonaws.ap-northeast-1.kms in $shared*" } | Should -HaveCount 1
        $verbose | Where-Object { $_ -like 'Waiting until AWS has completed: create endpoint com.amazonaws.ap-northeast-1.kms*' } | Should -HaveCount 1
        $verbose | Where-Object { $_ -match '^Completed after [\d.]+ s: create endpoint com\.amazonaws\.ap-northeast-1\.kms' } | Should -HaveCount 1
    }

    It 'reports existing resources in a second run' {
        $again | Where-Object { $_ -match '^vpce-[0-9a-f]{17} for com\.amazonaws\.ap-northeast-1\.kms ' } | Should -HaveCount 1
        $again | Where-Object { $_ -like 'ec2:*' } | Should -HaveCount 0
    }
}

Describe 'A completed argument' {
    BeforeAll {
        function Complete ($Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
        # The first completion loads the assemblies of PowerShell's completion.
        $null = Complete 'New-EndpointHub -Service '
    }

    It 'of <line> is <offered>' -ForEach @(
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
        @{ line = 'Disable-EndpointPrivateDns -Allow P'; offered = 'PathNotProven', 'PortsUnknown', 'ProfileContentUnknown' }
        @{ line = 'Enable-EndpointPrivateDns -Allow NoE'; offered = 'NoEndpointToReturnTo' }
        @{ line = 'Remove-SpokeEndpoint -Allow TrafficUnknown, Cust'; offered = 'CustomDnsServers' }
        @{ line = 'Remove-SpokeEndpoint -AllowUnknown Traf'; offered = 'TrafficUnknown' }
        @{ line = 'Remove-SpokeEndpoint -Allow NoReturnR'; offered = $null }
    ) {
        Complete $line | Should -Be $offered
    }

    It 'of -Hub is a hub that was created or read in this session' {
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

    It 'is offered within 300 ms without a connection to the endpoint URL' {
        # A server that accepts connections and never responds: a completion that calls AWS would wait for it.
        $server = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $server.Start()
        $env:AWS_ENDPOINT_URL = "http://$($server.LocalEndpoint)"
        try {
            # A busy machine can delay one completion. One that waits for a network is slow in each attempt.
            $fastest = [long]::MaxValue
            for ($try = 0; $try -lt 10 -and $fastest -ge 300; $try++) {
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $offered = Complete 'New-EndpointHub -Service ecr.'
                $fastest = [math]::Min($fastest, $watch.ElapsedMilliseconds)
            }
            $fastest | Should -BeLessThan 300
            $offered | Should -Be 'ecr.api', 'ecr.dkr'
            $server.Pending() | Should -BeFalse
            $client = [System.Net.Sockets.TcpClient]::new('127.0.0.1', $server.LocalEndpoint.Port)
            $client.Dispose()
            $server.Pending() | Should -BeTrue -Because 'the server shows the connections that it got'
        }
        finally {
            Remove-Item env:AWS_ENDPOINT_URL
            $server.Stop()
        }
    }
}
