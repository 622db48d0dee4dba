# Each invalid input has its own error id, with the resource, the reason and the recommended action, and changes nothing. A command that is recommended
# runs.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    Import-TestedModule

    # The first error of a script, terminating or not. It must have a target object and a recommended action.
    function Get-FirstError ([scriptblock] $Script) {
        $failure = try { . $Script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Select-Object -First 1 } catch { $_ }
        $failure | Should -Not -BeNullOrEmpty
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failure.TargetObject | Should -Not -BeNullOrEmpty
        $failure
    }

    function Get-Change { @((Get-SandboxRequest $sandbox).Where({ $_.isMutating })) }

    # Requests outside the module are form posts: the sandbox verifies no signature.
    function Invoke-Ec2 ($Body) {
        $headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=123456789012/20260101/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=00' }
        Invoke-RestMethod $sandbox.Url -Method Post -Headers $headers -Body ($Body + @{ Version = '2016-11-15' }) -SkipHeaderValidation
        $known.changes = (Get-Change).Count
    }

    function New-SandboxVpc ([string] $Cidr, [switch] $NoHostnames) {
        $id = (Invoke-Ec2 @{ Action = 'CreateVpc'; CidrBlock = $Cidr }).CreateVpcResponse.vpc.vpcId
        if (-not $NoHostnames) { $null = Invoke-Ec2 @{ Action = 'ModifyVpcAttribute'; VpcId = $id; 'EnableDnsHostnames.Value' = 'true' } }
        $id
    }
}

Describe 'Invalid input' {
    BeforeAll {
        $sandbox = Start-Sandbox -Option '--speed', '1000'
        $shared, $dev, $stg = 'shared', 'dev', 'stg' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets[0] -Service kms
        $known = @{ changes = (Get-Change).Count; commands = @{} }
        $gateway = Get-SandboxId $sandbox endpoints vpcEndpointId 'stg-s3'
    }
    AfterEach { (Get-Change).Count | Should -Be $known.changes -Because 'invalid input must change nothing' }
    AfterAll {
        Stop-AwsCli
        Stop-Sandbox $sandbox
    }

    It 'is reported as <id>: <case>' -ForEach @(
        @{ case = 'A malformed VPC id'; id = 'MalformedId'; script = { Connect-SpokeVpc -VpcId vpc-12 -Hub $hub } }
        @{ case = 'A hashtable instead of an id'; id = 'MalformedId'; script = { Connect-SpokeVpc -VpcId @{ VpcId = $dev } -Hub $hub } }
        @{ case = 'A malformed subnet id'; id = 'MalformedId'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId 10.0.0.0 -Service kms } }
        @{ case = 'A malformed endpoint id'; id = 'MalformedId'; script = { Disable-EndpointPrivateDns -VpcEndpointId nonsense -Force } }
        @{ case = 'An unknown VPC'; id = 'VpcNotFound'; script = { Connect-SpokeVpc -VpcId vpc-00000000000000000 -Hub $hub } }
        @{ case = 'An unknown hub'; id = 'HubNotFound'; script = { Connect-SpokeVpc -VpcId $dev -Hub nowhere } }
        @{ case = 'The hub as its own spoke'; id = 'SpokeIsHub'; script = { Connect-SpokeVpc -VpcId $shared -Hub $hub } }
        @{ case = 'An unknown service'; id = 'ServiceNotFound'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Service nonsense } }
        @{ case = 'A service that exists in other regions only'; id = 'ServiceNotInRegion'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Service braket } }
        @{ case = 'A full service name of another region'; id = 'ServiceNotInRegion'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Service com.amazonaws.us-east-1.kms } }
        @{ case = 'An availability zone without the service'; id = 'ServiceNotInZone'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetCidr 10.255.8.0/28 -AvailabilityZone b -Service kms } }
        @{ case = 'Two subnets of one zone'; id = 'DuplicateSubnetsInZone'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -SubnetCidr 10.255.8.0/28 -AvailabilityZone a -Service kms } }
        @{ case = 'A malformed CIDR block'; id = 'MalformedSubnetCidr'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetCidr 10.255.8.0 -AvailabilityZone a -Service kms } }
        @{ case = 'A CIDR block without its availability zone'; id = 'ZonesNotMatched'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetCidr 10.255.8.0/28 -Service kms } }
        @{ case = 'A CIDR block outside the VPC'; id = 'SubnetOutsideVpc'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetCidr 10.9.8.0/28 -AvailabilityZone a -Service kms } }
        @{ case = 'A CIDR block that is in use'; id = 'SubnetInTheWay'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetCidr 10.255.0.0/17 -AvailabilityZone a -Service kms } }
        @{ case = 'No subnet'; id = 'NoSubnets'; script = { New-EndpointHub -Name other -VpcId $shared -Service kms } }
        @{ case = 'No service'; id = 'NoServices'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] } }
        @{ case = 'A policy without a Statement'; id = 'MalformedPolicy'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Service kms -PolicyDocument '{ "Version": "2012-10-17" }' } }
        @{ case = 'A policy file that does not exist'; id = 'MalformedPolicy'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Service kms -PolicyDocument ./nothing-here.json } }
        @{ case = 'A malformed platform version'; id = 'MalformedPlatformVersion'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Workload Fargate -PlatformVersion newest } }
        @{ case = 'A platform version without Fargate'; id = 'PlatformVersionWithoutFargate'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Workload EcsEc2 -PlatformVersion 1.4.0 } }
        @{ case = 'A subnet of another VPC'; id = 'SubnetNotInVpc'; script = { New-EndpointHub -Name other -VpcId $dev -SubnetId $subnets[0] -Service kms } }
        @{ case = 'A route table of another VPC'; id = 'RouteTableNotInVpc'; script = { Add-S3GatewayEndpoint -VpcId $dev -RouteTableId rtb-00000000000000000 } }
        @{ case = 'A malformed route table id'; id = 'MalformedId'; script = { Add-S3GatewayEndpoint -VpcId $dev -RouteTableId main } }
        @{ case = 'A malformed route table id beside pipeline input'; id = 'MalformedId'; script = { [pscustomobject]@{ VpcId = $dev } | Connect-SpokeVpc -Hub $hub -RouteTableId main } }
        @{ case = 'A malformed subnet id in a property'; id = 'MalformedId'; script = { [pscustomobject]@{ VpcId = $shared; SubnetId = 'subnet-1' } | New-EndpointHub -Name shared -Service kms, sts } }
        @{ case = 'A workload security group of another VPC'; id = 'WorkloadGroupNotInSpoke'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -WorkloadSecurityGroupId sg-00000000000000000 } }
        @{ case = 'A malformed workload security group id'; id = 'MalformedId'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -WorkloadSecurityGroupId web } }
        @{ case = 'An interface that does not exist'; id = 'InterfaceNotInSpoke'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -NetworkInterfaceId eni-00000000000000000 } }
        @{ case = 'Another policy without a Statement'; id = 'MalformedOtherPolicy'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument '{ "Version": "2012-10-17" }' } }
        @{ case = 'Another policy in a file that does not exist'; id = 'MalformedOtherPolicy'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument ./nothing-here.json } }
        @{ case = 'A script block as another policy'; id = 'MalformedOtherPolicy'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument { 1 } } }
        @{ case = 'A type as another policy'; id = 'MalformedOtherPolicy'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument ([string]) } }
        @{ case = 'A process as another policy'; id = 'MalformedOtherPolicy'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument (Get-Process -Id $PID) } }
        @{ case = 'A script block within another policy'; id = 'MalformedOtherPolicy'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument @{ Statement = @{ Effect = { 1 } } } } }
        @{ case = 'Another policy that contains itself'; id = 'MalformedOtherPolicy'; script = { $own = @{}; $own.Statement = $own; Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument $own } }
        @{ case = 'Another policy of 60,000 values'; id = 'MalformedOtherPolicy'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PolicyDocument @{ Statement = @(1..60000) } } }
        @{ case = 'An action without a service prefix'; id = 'MalformedAction'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -Action Decrypt } }
        @{ case = 'A resource that is not an ARN'; id = 'MalformedResource'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -Action kms:Decrypt -Resource key/app } }
        @{ case = 'A resource without an action'; id = 'ResourceWithoutAction'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -Resource * } }
        @{ case = 'A caller that is not an ARN'; id = 'MalformedPrincipal'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -PrincipalArn app } }
        @{ case = 'An action of a service that is not tested'; id = 'ActionNotTested'; script = { Test-EndpointPath -VpcId $dev -Hub $hub -Action ecr:PutImage } }
        @{ case = 'A probe of a service without built-in names'; id = 'NamesNotKnownHere'; script = { Test-EndpointPath -Probe -Service braket } }
        @{ case = 'A probe of a name that is not the service''s'; id = 'NamesNotProbed'; script = {
                @{
                    VpcId = $dev; AccountId = '123456789012'; Region = 'ap-northeast-1'; HubVpcId = $shared; HubAccountId = '123456789012'
                    ServiceName = 'com.amazonaws.ap-northeast-1.kms'; Verdict = 'Reachable'; Names = @(@{ Name = 'example.com'; Verdict = 'Reachable' })
                } | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Test-EndpointPath -Probe
            }
        }
        @{ case = 'A malformed hub name'; id = 'MalformedHubName'; script = { Get-EndpointHub -Name 'x; calc;' } }
        @{ case = 'A malformed bucket name'; id = 'MalformedBucketName'; script = { Add-S3GatewayEndpoint -VpcId $dev -NarrowPolicy -BucketName 'arn:aws:s3:::mine' } }
        @{ case = 'An unknown VPC without a hub'; id = 'VpcNotFound'; script = { Add-S3GatewayEndpoint -VpcId vpc-00000000000000000 } }
        @{ case = 'A block outside the spoke'; id = 'SpokeCidrNotInVpc'; script = { Connect-SpokeVpc -VpcId $dev -Hub $hub -SpokeCidr 10.99.0.0/16 } }
        @{ case = 'A malformed block of the spoke'; id = 'MalformedSpokeCidr'; script = { Connect-SpokeVpc -VpcId $dev -Hub $hub -SpokeCidr 10.99.0 } }
        @{ case = 'A route table outside the spoke'; id = 'RouteTableNotInVpc'; script = { Connect-SpokeVpc -VpcId $dev -Hub $hub -RouteTableId rtb-00000000000000000 } }
        @{ case = 'A source security group outside the spoke'; id = 'SourceGroupNotInSpoke'; script = { Connect-SpokeVpc -VpcId $dev -Hub $hub -SourceSecurityGroupId sg-00000000000000000 } }
        @{ case = 'A spoke that is not connected'; id = 'SpokeNotConnected'; script = { Disable-EndpointPrivateDns -VpcId $dev -Hub $hub } }
        @{ case = 'An object of another account'; id = 'AccountMismatch'; script = { Connect-SpokeVpc -VpcId $dev -AccountId 999999999999 -Hub $hub } }
        @{ case = 'An inventory of an unknown VPC'; id = 'VpcNotFound'; script = { Get-EndpointInventory -VpcId vpc-00000000000000000 } }
        @{ case = 'An inventory of an unknown service'; id = 'ServiceNotFound'; script = { Get-EndpointInventory -Service nonsense } }
        @{ case = 'An inventory of a malformed VPC id'; id = 'MalformedId'; script = { Get-EndpointInventory -VpcId dev } }
        @{ case = 'A cost estimate for an unknown VPC'; id = 'VpcNotFound'; script = { Measure-EndpointCost -VpcId vpc-00000000000000000 } }
        @{ case = 'A cost estimate for an unknown endpoint'; id = 'EndpointNotFound'; script = { Measure-EndpointCost -VpcEndpointId vpce-00000000000000000 } }
        @{ case = 'A cost estimate for a malformed endpoint id'; id = 'MalformedId'; script = { Measure-EndpointCost -VpcEndpointId vpce-1 } }
        @{ case = 'A cost estimate with an unknown hub'; id = 'HubNotFound'; script = { Measure-EndpointCost -Hub nowhere } }
        @{ case = 'A cost estimate for an object of another account'; id = 'AccountMismatch'; script = { Measure-EndpointCost -VpcId $dev -AccountId 999999999999 } }
        @{ case = 'A currency without an exchange rate'; id = 'ExchangeRateIncomplete'; script = { Measure-EndpointCost -Currency JPY } }
        @{ case = 'An exchange rate without a currency'; id = 'ExchangeRateIncomplete'; script = { Measure-EndpointCost -ExchangeRate 150 } }
        @{ case = 'More traffic to the hub than in total'; id = 'TrafficExceeded'; script = { Measure-EndpointCost -NatGatewayGBToHub 1 } }
        @{ case = 'An unknown price'; id = 'PriceUnknown'; script = { Measure-EndpointCost -Region ca-central-1 -Service kms } }
        @{ case = 'A profile that does not exist'; id = 'ProfileNotFound'; script = { Get-EndpointHub -ProfileName missing } }
        @{ case = 'A malformed region'; id = 'MalformedRegion'; script = { Get-EndpointHub -Region 'not a region' } }
        @{ case = 'A tag of AWS'; id = 'TagRefused'; script = { New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Service kms -Tag @{ 'aws:owner' = 'me' } } }
        @{ case = 'Sixty tags'; id = 'TooManyTags'; script = {
                $tags = @{}
                1..60 | ForEach-Object { $tags["key$_"] = 'value' }
                New-EndpointHub -Name other -VpcId $shared -SubnetId $subnets[0] -Service kms -Tag $tags
            }
        }
        @{ case = 'A malformed AWS_USE_FIPS_ENDPOINT'; id = 'NetworkSettingUnreadable'; script = {
                $env:AWS_USE_FIPS_ENDPOINT = 'perhaps'
                try { Get-EndpointHub } finally { Remove-Item env:AWS_USE_FIPS_ENDPOINT }
            }
        }
        @{ case = 'AWS_USE_FIPS_ENDPOINT beside AWS_ENDPOINT_URL'; id = 'EndpointSettingsConflict'; script = {
                $env:AWS_USE_FIPS_ENDPOINT = 'true'
                try { Get-EndpointHub } finally { Remove-Item env:AWS_USE_FIPS_ENDPOINT }
            }
        }
        @{ case = 'A URL with plain HTTP'; id = 'EndpointUrlRefused'; script = { Get-EndpointHub -EndpointUrl 'http://example.com' } }
        @{ case = 'A malformed URL in AWS_ENDPOINT_URL'; id = 'EndpointUrlRefused'; script = {
                $url = $env:AWS_ENDPOINT_URL
                try { $env:AWS_ENDPOINT_URL = 'not a url'; Get-EndpointHub } finally { $env:AWS_ENDPOINT_URL = $url }
            }
        }
    ) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $failure = Get-FirstError $script
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        # Converting a script block or a process to JSON takes minutes.
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 60
        if (-not $known.commands[$id]) { Test-ProblemCommand $failure }
        $known.commands[$id] = $true
    }

    It 'is refused before a peering is requested when addresses overlap the hub''s' {
        $overlapping = New-SandboxVpc '10.255.128.0/17'
        (Get-FirstError { Connect-SpokeVpc -VpcId $overlapping -Hub $hub }).FullyQualifiedErrorId | Should -BeLike 'CidrOverlap,*'
    }

    It 'is refused when a VPC has its DNS attributes disabled' {
        $vpc = New-SandboxVpc '10.77.0.0/16' -NoHostnames
        (Get-FirstError { Connect-SpokeVpc -VpcId $vpc -Hub $hub }).FullyQualifiedErrorId | Should -BeLike 'VpcDnsDisabled,*'
    }

    It 'is reported as <id> with the statement to add when an S3 policy <case>' -ForEach @(
        @{ case = 'has the layer bucket without prod-'; id = 'S3PolicyMisnamesLayers'; bucket = 'ap-northeast-1-starport-layer-bucket' }
        @{ case = 'does not have the layer bucket'; id = 'S3PolicyLacksBucket'; bucket = 'company-artifacts' }
    ) {
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::' + $bucket + '/*"}]}'
        $null = Invoke-Ec2 @{ Action = 'ModifyVpcEndpoint'; VpcEndpointId = $gateway; PolicyDocument = $policy }
        $failure = Get-FirstError { Add-S3GatewayEndpoint -VpcId $stg }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        "$failure" | Should -BeLike '*"s3:GetObject","Resource":"arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"*'
        Test-ProblemCommand $failure $bucket
    }

    It 'is refused as <id> when an endpoint allows clients on other ports than 443' -ForEach @{ id = 'PortsUnknown' } {
        $prd = Get-SandboxId $sandbox vpcs vpcId 'prd'
        $kms = Get-SandboxId $sandbox endpoints vpcEndpointId 'prd-kms'
        $group = (Invoke-Ec2 @{ Action = 'CreateSecurityGroup'; GroupName = 'mqtt'; GroupDescription = 'mqtt'; VpcId = $prd }).CreateSecurityGroupResponse.groupId
        $null = Invoke-Ec2 @{ Action = 'AuthorizeSecurityGroupIngress'; GroupId = $group; 'IpPermissions.1.IpProtocol' = 'tcp'; 'IpPermissions.1.FromPort' = 8883
            'IpPermissions.1.ToPort' = 8883; 'IpPermissions.1.IpRanges.1.CidrIp' = '10.4.0.0/16' }
        $null = Invoke-Ec2 @{ Action = 'ModifyVpcEndpoint'; VpcEndpointId = $kms; 'AddSecurityGroupId.1' = $group }
        $spoke = Connect-SpokeVpc -VpcId $prd -Hub $hub -WarningVariable warned -WarningAction SilentlyContinue | Add-EndpointPrivateZone
        $warned | Should -BeLike "$kms*tcp/8883*"
        $known.changes = (Get-Change).Count

        $failure = Get-FirstError { $spoke | Disable-EndpointPrivateDns }

        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        Test-ProblemCommand $failure 8883
        $failure.Exception.Message | Should -BeLike "$kms*tcp/8883*"
        "$failure" | Should -BeLike '*-Allow PortsUnknown*'
        (Get-EndpointInventory -VpcId $prd -Service kms).Obstacle | Should -Be 'UnknownPorts'
    }

    It 'is rejected with the possible codes when it is a code that <command> cannot waive' -ForEach @(
        @{ command = 'Disable-EndpointPrivateDns'; code = 'TrafficUnknown'; possible = 'PathNotProven, PortsUnknown, HiddenNames, CustomDnsServers' }
        @{ command = 'Enable-EndpointPrivateDns'; code = 'PathNotProven'; possible = 'NoEndpointToReturnTo, OwnPathNotProven, CustomDnsServers' }
        @{ command = 'Remove-SpokeEndpoint'; code = 'PathNotProven'; possible = 'TrafficUnknown, ZoneListUnread, CustomDnsServers' }
        @{ command = 'Remove-SpokeEndpoint'; code = 'NoReturnRoute'; possible = 'TrafficUnknown, ZoneListUnread, CustomDnsServers' }
        @{ command = 'Remove-SpokeEndpoint'; code = 'nonsense'; possible = 'TrafficUnknown, ZoneListUnread, CustomDnsServers' }
    ) {
        { & $command -VpcId $dev -Hub $hub -Allow $code -Force } | Should -Throw "*'$code' is not the code of a refusal*$possible*"
    }

    It 'is reported for its pipeline record, and the other records proceed' {
        $result = $dev, 'vpc-00000000000000000', $stg | Connect-SpokeVpc -Hub $hub -ErrorVariable failed -ErrorAction SilentlyContinue
        $result.VpcId | Sort-Object | Should -Be ($dev, $stg | Sort-Object)
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'VpcNotFound,*'
        $failed[0].TargetObject | Should -Be 'vpc-00000000000000000'
        $known.changes = (Get-Change).Count
    }
}

Describe 'Missing AWS settings' {
    It 'are reported as NoCredentials without credentials' {
        $answer = Invoke-Alone {
            Remove-Item env:AWS_* -ErrorAction Ignore
            $env:AWS_EC2_METADATA_DISABLED = 'true'
            $env:AWS_SHARED_CREDENTIALS_FILE = '/nonexistent'
            $env:AWS_CONFIG_FILE = '/nonexistent'
            $env:HOME = '/nonexistent'
            Import-Module $env:ENDPOINTHUB_MODULE
            try { Get-EndpointHub -Region ap-northeast-1 -ErrorAction Stop } catch { @{ id = $_.FullyQualifiedErrorId } | ConvertTo-Json }
        }
        $answer.id | Should -BeLike 'NoCredentials,*'
    }

    It 'are reported as NoRegion without a region' {
        $answer = Invoke-Alone {
            Remove-Item env:AWS_* -ErrorAction Ignore
            $env:AWS_EC2_METADATA_DISABLED = 'true'
            $env:AWS_CONFIG_FILE = '/nonexistent'
            $env:HOME = '/nonexistent'
            Import-Module $env:ENDPOINTHUB_MODULE
            try { Get-EndpointHub -AccessKey 123456789012 -SecretKey x -ErrorAction Stop } catch { @{ id = $_.FullyQualifiedErrorId } | ConvertTo-Json }
        }
        $answer.id | Should -BeLike 'NoRegion,*'
    }
}

Describe 'Secrets' {
    BeforeAll { $sandbox = Start-Sandbox -Option '--speed', '1000' }
    AfterAll { Stop-Sandbox $sandbox }

    It 'are in no stream, no error and no object' {
        $secret = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY'
        $token = 'FwoGZXIvYXdzEXAMPLETOKEN'
        $keys = @{ AccessKey = '123456789012'; SecretKey = $secret; SessionToken = $token; Region = 'ap-northeast-1' }
        $dev = Get-SandboxId $sandbox vpcs vpcId 'dev'
        $everything = & {
            Get-EndpointHub @keys -Verbose -Debug
            Connect-SpokeVpc -VpcId $dev -Hub nowhere @keys -Verbose -Debug
            Connect-SpokeVpc -VpcId vpc-00000000000000000 -Hub nowhere @keys -Verbose -Debug
        } *>&1
        $text = ($everything | ForEach-Object { $_ | Format-List * -Force | Out-String; "$($_.Exception)" }) -join "`n"
        $text | Should -Not -BeNullOrEmpty
        $text | Should -Not -Match ([regex]::Escape($secret))
        $text | Should -Not -Match ([regex]::Escape($token))
    }
}
