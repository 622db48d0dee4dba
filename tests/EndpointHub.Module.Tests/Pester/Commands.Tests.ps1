# The commands of findings and problems: PowerShell parses all of them, cmdlets have their parameters, the AWS CLI accepts its own, and some are run in the state
# that they are for.

BeforeDiscovery {
    # Where python3 has no awscli, its tests say that they were skipped.
    $hasAwsCli = [bool] (Get-Command aws -CommandType Application -ErrorAction Ignore) -and $(python3 -c 'import awscli' 2>$null; $LASTEXITCODE -eq 0)
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    $commands = Get-Content "$PSScriptRoot/../Snapshots/*.txt" | Where-Object { $_ -match '^  command:  (.+)' } | ForEach-Object { $Matches[1] } | Sort-Object -Unique
    function Read-Command ([string] $Text) {
        $tokens = $problems = $null
        $tree = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $problems)
        [pscustomobject]@{ Tree = $tree; Problems = $problems; Calls = $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) }
    }
    function Get-Calls { ($commands | ForEach-Object { Read-Command $_ }).Calls }
}

Describe 'The commands of the catalogues' {
    It 'are parsed by PowerShell, and hold no variable' {
        $commands.Count | Should -BeGreaterThan 50
        foreach ($command in $commands) {
            $read = Read-Command $command
            $read.Problems | Should -BeNullOrEmpty
            $read.Tree.FindAll({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] }, $true) | Should -BeNullOrEmpty
        }
        (Read-Command 'Connect-SpokeVpc -Hub $hub').Tree.FindAll({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] }, $true) | Should -Not -BeNullOrEmpty
    }

    It 'call cmdlets with parameters that these have' {
        $cmdlets = (Get-Calls).Where({ $_.GetCommandName() -ne 'aws' })
        $cmdlets.Count | Should -BeGreaterThan 20
        foreach ($call in $cmdlets) {
            $known = Get-Command $call.GetCommandName() -ErrorAction Stop
            $call.CommandElements.Where({ $_ -is [System.Management.Automation.Language.CommandParameterAst] }).ForEach({ $_.ParameterName }) | ForEach-Object {
                $known.Parameters.Keys | Should -Contain $_ -Because "$call"
            }
        }
    }

    It 'show help where they ask for it' {
        $helps = (Get-Calls).Where({ $_.GetCommandName() -eq 'Get-Help' }).Extent.Text | Sort-Object -Unique
        $helps.Count | Should -BeGreaterThan 10
        foreach ($help in $helps) { Invoke-Expression $help | Should -Not -BeNullOrEmpty -Because $help }
    }

    It 'are accepted by the AWS CLI, up to the request' -Skip:(-not $hasAwsCli) {
        $lines = (Get-Calls).Where({ $_.GetCommandName() -eq 'aws' }) | ForEach-Object {
            $words = $_.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_ -is [System.Management.Automation.Language.StringConstantExpressionAst] ? $_.Value : $_.Extent.Text }
            ConvertTo-Json @($words) -Compress
        } | Sort-Object -Unique
        $lines.Count | Should -BeGreaterThan 50
        $lines | python3 "$PSScriptRoot/accept_aws.py" | Should -Be "accepted $($lines.Count)"
        '["ec2","describe-subnets","--bogus"]' | python3 "$PSScriptRoot/accept_aws.py" | Select-Object -Last 1 | Should -Be 'accepted 0'
    }
}

Describe 'A command in the state that it is for' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $ConfirmPreference = 'None'
        $env:AWS_DEFAULT_REGION = 'ap-northeast-1'
        $shared, $dev, $prd = 'shared', 'dev', 'prd' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
        $null = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service ecr.dkr, kms
        function Get-Finding ($Service, $Code, $Other = @{}) { (Test-EndpointPath -VpcId $dev -Hub shared -Service $Service @Other).Findings.Where({ $_.Code -eq $Code }) }

        # The command is right when what it was for is gone.
        function Test-Correction ($Service, $Code, $Other = @{}) {
            $finding = @(Get-Finding $Service $Code $Other)
            $finding.Count | Should -Be 1 -Because $Code
            $null = Invoke-Expression $finding[0].Command
            if ($finding[0].Command -like 'aws *') { $LASTEXITCODE | Should -Be 0 -Because $finding[0].Command }
            Get-Finding $Service $Code $Other | Should -BeNullOrEmpty -Because $finding[0].Command
        }
        function Invoke-Aws { $output = aws @args --region ap-northeast-1 2>&1; if ($LASTEXITCODE -ne 0) { throw "$output" }; $output | Out-String | ConvertFrom-Json }
    }
    AfterAll {
        Remove-Item env:AWS_DEFAULT_REGION -ErrorAction Ignore
        Stop-Sandbox $sandbox
    }

    It 'connects a spoke that a problem names' {
        $null = Disable-EndpointPrivateDns -VpcId $prd -Hub shared -Service kms -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'SpokeNotConnected*'
        $command = $refused[0].ErrorDetails.RecommendedAction
        $command | Should -Be "Connect-SpokeVpc -VpcId $prd -Hub shared -Region ap-northeast-1"
        (Invoke-Expression $command).VpcId | Should -Be $prd
    }

    It 'cuts a spoke over whose private DNS is still on' { Test-Correction kms PrivateDnsStillOn }

    It 'adds an S3 gateway endpoint' -Skip:(-not $hasAwsCli) {
        $gateways = (Invoke-Aws ec2 describe-vpc-endpoints --filters "Name=vpc-id,Values=$dev" 'Name=vpc-endpoint-type,Values=Gateway').VpcEndpoints.VpcEndpointId
        if ($gateways) { $null = aws ec2 delete-vpc-endpoints --vpc-endpoint-ids $gateways }
        $code = (Test-EndpointPath -VpcId $dev -Hub shared -Service ecr.dkr).Findings.Code.Where({ $_ -in 'S3GatewayMissing', 'S3NotThroughGateway' })[0]
        Test-Correction ecr.dkr $code
    }

    It 'creates a route to the hub, and back' -Skip:(-not $hasAwsCli) {
        foreach ($vpc in $dev, $shared) {
            foreach ($table in (Invoke-Aws ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc").RouteTables) {
                foreach ($route in $table.Routes.Where({ $_.VpcPeeringConnectionId })) {
                    $null = aws ec2 delete-route --route-table-id $table.RouteTableId --destination-cidr-block $route.DestinationCidrBlock --region ap-northeast-1
                }
            }
        }
        Test-Correction kms NoRouteToDestination
        Test-Correction kms NoReturnRoute
    }

    It 'switches the DNS of a VPC on' -Skip:(-not $hasAwsCli) {
        $null = aws ec2 modify-vpc-attribute --vpc-id $dev --no-enable-dns-hostnames --region ap-northeast-1
        Test-Correction kms VpcDnsDisabled
    }

    It 'lets the spoke in' -Skip:(-not $hasAwsCli) {
        $endpoint = (Test-EndpointPath -VpcId $dev -Hub shared -Service kms).HubVpcEndpointId
        $group = (Invoke-Aws ec2 describe-vpc-endpoints --vpc-endpoint-ids $endpoint).VpcEndpoints[0].Groups[0].GroupId
        $rules = (Invoke-Aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$group").SecurityGroupRules.Where({ -not $_.IsEgress }).SecurityGroupRuleId
        $null = aws ec2 revoke-security-group-ingress --group-id $group --security-group-rule-ids $rules --region ap-northeast-1
        Test-Correction kms SgHasNoRules
    }

    It 'lets clients out' -Skip:(-not $hasAwsCli) {
        $group = (Invoke-Aws ec2 create-security-group --group-name confined --description confined --vpc-id $dev).GroupId
        $null = aws ec2 revoke-security-group-egress --group-id $group --protocol=-1 --cidr 0.0.0.0/0 --region ap-northeast-1
        Test-Correction kms WorkloadEgressRestriction @{ WorkloadSecurityGroupId = $group }
    }

    It 'writes a missing record' -Skip:(-not $hasAwsCli) {
        $zone = (Invoke-Aws route53 list-hosted-zones-by-vpc --vpc-id $dev --vpc-region ap-northeast-1).HostedZoneSummaries.Where({ $_.Name -like 'kms.*' })[0].HostedZoneId
        $record = (Invoke-Aws route53 list-resource-record-sets --hosted-zone-id $zone).ResourceRecordSets.Where({ $_.Type -eq 'A' })[0]
        $batch = @{ Changes = @(@{ Action = 'DELETE'; ResourceRecordSet = $record }) } | ConvertTo-Json -Depth 6 -Compress
        $null = aws route53 change-resource-record-sets --hosted-zone-id $zone --change-batch $batch
        Test-Correction kms RecordMissing
    }

    It 'associates a zone that the spoke does not have' -Skip:(-not $hasAwsCli) {
        $zone = (Invoke-Aws route53 list-hosted-zones-by-vpc --vpc-id $dev --vpc-region ap-northeast-1).HostedZoneSummaries.Where({ $_.Name -like 'kms.*' })[0].HostedZoneId
        $null = aws route53 disassociate-vpc-from-hosted-zone --hosted-zone-id $zone --vpc "VPCRegion=ap-northeast-1,VPCId=$dev"
        Test-Correction kms AnsweredPublicly
    }
}
