# Test-EndpointPath with planned changes, clients, policies and DNS settings of the spoke.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    $sandbox = Start-Sandbox -Option '--speed', '1000'
    $shared, $dev, $prd = 'shared', 'dev', 'prd' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
    $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service ecr.dkr, kms

    # Requests outside the module are form posts: the sandbox verifies no signature.
    function Get-Signature ($Service) { "AWS4-HMAC-SHA256 Credential=123456789012/20260101/ap-northeast-1/$Service/aws4_request, SignedHeaders=host, Signature=00" }
    function Invoke-Ec2 ($Body) {
        $headers = @{ Authorization = Get-Signature ec2 }
        Invoke-RestMethod $sandbox.Url -Method Post -Headers $headers -Body ($Body + @{ Version = '2016-11-15' }) -SkipHeaderValidation
    }
    function Invoke-Resolver ($Action, $Body) {
        $headers = @{ Authorization = Get-Signature route53resolver; 'X-Amz-Target' = "Route53Resolver.$Action" }
        Invoke-RestMethod $sandbox.Url -Method Post -Headers $headers -Body ($Body | ConvertTo-Json) -ContentType 'application/x-amz-json-1.1' -SkipHeaderValidation
    }
}
AfterAll { Stop-Sandbox $sandbox }

Describe 'A planned path' {
    It 'is reachable before the migration and makes no changing call' {
        $before = (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count
        (Test-EndpointPath -VpcId $dev, $prd -Hub shared).Verdict | Should -Be (@('Unreachable') * 4)
        $planned = Test-EndpointPath -VpcId $dev, $prd -Hub shared -Planned
        $planned.Verdict | Should -Be (@('Reachable') * 4)
        $planned.IsProjected | Should -Not -Contain $false
        (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count | Should -Be $before
    }

    It 'makes the next command a dry run' {
        $before = (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count
        $removed = Test-EndpointPath -VpcId $dev -Hub shared -Service kms -Planned | Remove-SpokeEndpoint -Allow TrafficUnknown
        $removed.IsProjected | Should -BeTrue
        (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count | Should -Be $before
    }
}

Describe 'A path' {
    BeforeAll { $spoke = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false }

    It 'can be tested again after conversion to JSON and back' {
        $path = $spoke | Test-EndpointPath -Service kms
        $again = $path | ConvertTo-Json -Depth 6 -WarningAction Ignore | ConvertFrom-Json | Test-EndpointPath
        $again.ServiceName, $again.Verdict, $again.VpcId | Should -Be $path.ServiceName, 'Reachable', $dev
        $again.TakenAt | Should -BeGreaterThan $path.TakenAt
    }

    It 'is unreachable for clients whose security group allows no egress' {
        $group = (Invoke-Ec2 @{ Action = 'CreateSecurityGroup'; GroupName = 'confined'; GroupDescription = 'confined'; VpcId = $dev }).CreateSecurityGroupResponse.groupId
        $null = Invoke-Ec2 @{ Action = 'RevokeSecurityGroupEgress'; GroupId = $group; 'IpPermissions.1.IpProtocol' = '-1'; 'IpPermissions.1.IpRanges.1.CidrIp' = '0.0.0.0/0' }
        $path = $spoke | Test-EndpointPath -Service kms -WorkloadSecurityGroupId $group
        $path.Verdict | Should -Be 'Unreachable'
        $path.Findings.Code | Should -Be (@('WorkloadEgressRestriction') * @($path.Findings).Count)
        $path.Findings[0].Remedy | Should -BeLike "aws ec2 authorize-security-group-egress --group-id $group *"
    }

    It 'of one network interface starts in its subnet' {
        $interface = (Invoke-Ec2 @{ Action = 'CreateNetworkInterface'; SubnetId = (Get-SandboxId $sandbox subnets subnetId 'dev-private-1a') }).CreateNetworkInterfaceResponse.networkInterface
        $path = $spoke | Test-EndpointPath -Service kms -NetworkInterfaceId $interface.networkInterfaceId
        $path.Verdict | Should -Be 'Reachable'
        $path.Subnets.SubnetId | Should -Be $interface.subnetId
    }

    It 'reports other policies that name the spoke, given as <form>' -ForEach @(
        @{ form = 'text'; name = 'policy 1'; give = { $text } }
        @{ form = 'lines of a file'; name = 'policy 1'; give = { $text | ConvertFrom-Json | ConvertTo-Json -Depth 9 | Set-Content "$TestDrive/lines.json"; Get-Content "$TestDrive/lines.json" } }
        @{ form = 'a path'; name = 'bucket.json'; give = { $text | Set-Content "$TestDrive/bucket.json"; "$TestDrive/bucket.json" } }
        @{ form = 'files'; name = 'key.json'; give = { $text | Set-Content "$TestDrive/key.json"; Get-ChildItem "$TestDrive/key.json" } }
        @{ form = 'wildcards'; name = 'role.json'; give = { $text | Set-Content "$TestDrive/role.json"; "$TestDrive/rol*.json" } }
        @{ form = 'an object'; name = 'policy 1'; give = { $text | ConvertFrom-Json } }
        @{ form = 'a hashtable'; name = 'policy 1'; give = { $text | ConvertFrom-Json -AsHashtable } }
        @{ form = 'an object of a PowerShell class'; name = 'policy 1'; give = { class GivenPolicy { [object] $Statement }; [GivenPolicy]@{ Statement = ($text | ConvertFrom-Json).Statement } } }
        @{ form = 'an object with the policy as an object'; name = 'deploy'; give = { [pscustomobject]@{ PolicyName = 'deploy'; PolicyDocument = $text | ConvertFrom-Json } } }
        @{ form = 'output of Get-IAMRolePolicy'; name = 'deploy'; give = { [pscustomobject]@{ PolicyName = 'deploy'; PolicyDocument = [uri]::EscapeDataString($text) } } }
    ) {
        $text = '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"' + $dev + '"}}}]}'
        $path = $spoke | Test-EndpointPath -Service kms -PolicyDocument (& $give)
        $path.Findings.Where({ $_.Code -eq 'PolicyNamesSpoke' }).Resource | Should -Be $name
        $path.Verdict | Should -Be 'Reachable'
    }
}

Describe 'The verdict of an endpoint policy' {
    BeforeAll {
        $key, $role = 'arn:aws:kms:ap-northeast-1:123456789012:key/app', 'arn:aws:iam::123456789012:role/app'
        $spoke = Connect-SpokeVpc -VpcId $dev -Hub $hub
        $kms = ($spoke | Test-EndpointPath -Service kms).HubVpcEndpointId
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"' + $role + '"},"Action":"kms:Encrypt","Resource":"' + $key + '"}]}'
        $null = Invoke-Ec2 @{ Action = 'ModifyVpcEndpoint'; VpcEndpointId = $kms; PolicyDocument = $policy }
        while (($spoke | Test-EndpointPath -Service kms -Planned).Findings.Code -contains 'BadStateEndpoint') { Start-Sleep -Milliseconds 100 }
    }
    AfterAll { $null = Invoke-Ec2 @{ Action = 'ModifyVpcEndpoint'; VpcEndpointId = $kms; ResetPolicy = 'true' } }

    It 'depends on the given call: <case>' -ForEach @(
        @{ case = 'no parameter'; asked = @{}; verdict = 'Unreachable'; call = 'kms:Decrypt on arn:aws:kms:ap-northeast-1:*:key/*' }
        @{ case = 'an action'; asked = @{ Action = 'kms:Encrypt' }; verdict = 'Unknown'; call = 'kms:Encrypt on *' }
        @{ case = 'an action and a resource'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>' }; verdict = 'Unknown'; call = 'kms:Encrypt on <key>' }
        @{ case = 'an action, a resource and a caller'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>'; PrincipalArn = '<role>' }; verdict = 'Reachable' }
        @{ case = 'another caller'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>'; PrincipalArn = '<role>s' }; verdict = 'Unreachable'; call = 'kms:Encrypt on <key> by <role>s' }
        @{ case = 'an additional action that is not allowed'; asked = @{ Action = 'kms:Encrypt', 'kms:Sign'; Resource = '<key>'; PrincipalArn = '<role>' }; verdict = 'Unreachable'; call = 'kms:Sign on <key> by <role>' }
        @{ case = 'an additional resource that is not allowed'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>', '<key>s'; PrincipalArn = '<role>' }; verdict = 'Unreachable'; call = 'kms:Encrypt on <key>s by <role>' }
        @{ case = 'only a caller'; asked = @{ PrincipalArn = '<role>' }; verdict = 'Unreachable'; call = 'kms:Decrypt on arn:aws:kms:ap-northeast-1:*:key/* by <role>' }
    ) {
        $named = { param ($text) $text.Replace('<key>', $key).Replace('<role>', $role) }
        $parameters = @{}
        $asked.GetEnumerator() | ForEach-Object { $parameters[$_.Key] = @($_.Value | ForEach-Object { & $named $_ }) }
        if ($parameters.PrincipalArn) { $parameters.PrincipalArn = $parameters.PrincipalArn[0] }

        $path = $spoke | Test-EndpointPath -Service kms -Planned @parameters
        $path.Verdict | Should -Be $verdict
        $path.Findings.Reason | Should -Be $(if ($call) { @{ Unreachable = "has a policy that does not allow $(& $named $call)."; Unknown = "has a policy under which $(& $named $call) depends on what is not known of the caller or the resource." }[$verdict] })
        (Test-EndpointPath -VpcId $dev -Hub shared -Service kms -Planned @parameters).Verdict | Should -Be $verdict
    }

    It 'is based on the default calls for services without a given action' {
        $paths = $spoke | Test-EndpointPath -Planned -Action kms:Encrypt -Resource $key -PrincipalArn $role
        $paths.Verdict | Should -Be 'Reachable', 'Reachable'
    }

    It 'has a advice with the parameters that decide it' {
        $command = Get-Command Test-EndpointPath
        $advice = ($spoke | Test-EndpointPath -Service kms -Planned -Action kms:Encrypt).Findings[0].Advice
        $parameters = [regex]::Matches($advice, '(?<= )-(\w+)').ForEach({ $_.Groups[1].Value })
        $parameters | Should -Be 'Action', 'Resource', 'PrincipalArn'
        $parameters | ForEach-Object { $command.Parameters.Keys | Should -Contain $_ }
    }
}

Describe 'A resolver setting that overrides private zones' {
    BeforeAll {
        $spoke = Connect-SpokeVpc -VpcId $prd -Hub $hub | Add-EndpointPrivateZone
        $rule = (Invoke-Resolver CreateResolverRule @{
                CreatorRequestId = 'kms'; RuleType = 'FORWARD'; DomainName = 'kms.ap-northeast-1.amazonaws.com'; TargetIps = @(@{ Ip = '192.168.0.53' }); ResolverEndpointId = 'rslvr-out-0123456789abcdef0'
            }).ResolverRule.Id
        $association = Invoke-Resolver AssociateResolverRule @{ ResolverRuleId = $rule; VPCId = $prd }
        while ($association.ResolverRuleAssociation.Status -ne 'COMPLETE') {
            Start-Sleep -Milliseconds 100
            $association = Invoke-Resolver GetResolverRuleAssociation @{ ResolverRuleAssociationId = $association.ResolverRuleAssociation.Id }
        }
    }

    It 'is reported by the path test with the command that removes it' {
        $path = $spoke | Test-EndpointPath -Service kms -Planned
        $path.Verdict | Should -Be 'Unknown'
        $finding = $path.Findings.Where({ $_.Code -eq 'ResolverRuleForwards' })[0]
        $finding.Resource, $finding.Remedy | Should -Be $rule, "aws route53resolver disassociate-resolver-rule --resolver-rule-id $rule --vpc-id $prd --region ap-northeast-1"
    }

    It 'prevents the cut-over of its names only' {
        $before = (Get-SandboxRequest $sandbox).Count
        $spoke | Disable-EndpointPrivateDns -Service kms -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'PathNotProven,*'
        (Get-SandboxRequest $sandbox $before).Where({ $_.isMutating }).Count | Should -Be 0
        ($spoke | Disable-EndpointPrivateDns -Service ecr.dkr -Confirm:$false | Test-EndpointPath -Service ecr.dkr).Verdict | Should -Be 'Reachable'
    }

    It 'is accepted with its own code in -Allow only, and not with -Force' {
        $before = (Get-SandboxRequest $sandbox).Count
        $spoke | Disable-EndpointPrivateDns -Service kms -Force -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'PathNotProven,*'
        (Get-SandboxRequest $sandbox $before).Where({ $_.isMutating }).Count | Should -Be 0
        ($spoke | Disable-EndpointPrivateDns -Service kms -Allow pathNotProven).Allowed | Should -Be 'PathNotProven'

        $before = (Get-SandboxRequest $sandbox).Count
        $spoke | Remove-SpokeEndpoint -Service kms -Force -AllowUnknown TrafficUnknown, CustomDnsServers -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'PathNotProven,*'
        (Get-SandboxRequest $sandbox $before).Where({ $_.isMutating }).Count | Should -Be 0
        $removed = $spoke | Remove-SpokeEndpoint -Service kms -Force -Allow TrafficUnknown, ResolverRuleForwards
        $removed.Allowed | Should -Be 'ResolverRuleForwards', 'TrafficUnknown'
        $removed.Before.ServiceName | Should -Be 'com.amazonaws.ap-northeast-1.kms'
    }

    It 'leaves the path unknown when it cannot be read, and names the permissions' {
        $fault = ConvertTo-Json @(@{ action = 'ListProfiles'; code = 'AccessDeniedException'; status = 400; nth = 1; times = 9 })
        $null = Invoke-RestMethod "$($sandbox.Url)/_sandbox/faults" -Method Post -Body $fault -ContentType 'application/json'
        $path = Test-EndpointPath -VpcId $prd -Hub shared -Service ecr.dkr
        $null = Invoke-RestMethod "$($sandbox.Url)/_sandbox/faults" -Method Post -Body '[]' -ContentType 'application/json'
        $path.Verdict | Should -Be 'Unknown'
        $path.Findings.Where({ $_.Code -eq 'ResolverUnreadable' })[0].Advice | Should -BeLike '*route53profiles:ListProfiles*'
    }

    It 'can be a DNS Firewall rule, whose remedy makes the name reachable' {
        $group = (Invoke-Resolver CreateFirewallRuleGroup @{ CreatorRequestId = 'one'; Name = 'filters' }).FirewallRuleGroup.Id
        $list = (Invoke-Resolver CreateFirewallDomainList @{ CreatorRequestId = 'one'; Name = 'blocked' }).FirewallDomainList.Id
        $null = Invoke-Resolver UpdateFirewallDomains @{ FirewallDomainListId = $list; Operation = 'ADD'; Domains = @('dkr.ecr.ap-northeast-1.amazonaws.com') }
        $null = Invoke-Resolver CreateFirewallRule @{
            CreatorRequestId = 'one'; FirewallRuleGroupId = $group; FirewallDomainListId = $list; Priority = 100; Action = 'BLOCK'; BlockResponse = 'NXDOMAIN'; Name = 'blocks'
        }
        $association = Invoke-Resolver AssociateFirewallRuleGroup @{ CreatorRequestId = 'one'; FirewallRuleGroupId = $group; VpcId = $prd; Priority = 101; Name = 'prd' }
        while ($association.FirewallRuleGroupAssociation.Status -ne 'COMPLETE') {
            Start-Sleep -Milliseconds 100
            $association = Invoke-Resolver GetFirewallRuleGroupAssociation @{ FirewallRuleGroupAssociationId = $association.FirewallRuleGroupAssociation.Id }
        }

        $path = $spoke | Test-EndpointPath -Service ecr.dkr -Planned
        $path.Verdict | Should -Be 'Unreachable'
        $finding = $path.Findings.Where({ $_.Code -eq 'DnsFirewallBlocks' })[0]
        $finding.Resource | Should -Be $group
        $finding.Remedy | Should -Be "aws route53resolver update-firewall-domains --firewall-domain-list-id $list --operation REMOVE --domains dkr.ecr.ap-northeast-1.amazonaws.com --region ap-northeast-1"

        $null = Invoke-Resolver UpdateFirewallDomains @{ FirewallDomainListId = $list; Operation = 'REMOVE'; Domains = @('dkr.ecr.ap-northeast-1.amazonaws.com') }
        ($spoke | Test-EndpointPath -Service ecr.dkr -Planned).Verdict | Should -Be 'Reachable'
    }
}
