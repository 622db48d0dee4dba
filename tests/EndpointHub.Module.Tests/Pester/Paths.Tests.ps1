# What a path test can be asked at the prompt, beside the path as it is.

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-TestedModule
    $sandbox = Start-Sandbox -Option '--speed', '1000'
    $shared, $dev, $prd = 'shared', 'dev', 'prd' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
    $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service ecr.dkr, kms

    # What somebody does by hand, as a form post: the sandbox verifies no signature.
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
    It 'is reachable before anything is done, and nothing is done' {
        $before = (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count
        (Test-EndpointPath -VpcId $dev, $prd -Hub shared).Verdict | Should -Be (@('Unreachable') * 4)
        $planned = Test-EndpointPath -VpcId $dev, $prd -Hub shared -Planned
        $planned.Verdict | Should -Be (@('Reachable') * 4)
        $planned.IsProjected | Should -Not -Contain $false
        (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count | Should -Be $before
    }

    It 'makes the commands after it rehearse' {
        $before = (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count
        $removed = Test-EndpointPath -VpcId $dev -Hub shared -Service kms -Planned | Remove-SpokeEndpoint -Force
        $removed.IsProjected | Should -BeTrue
        (Get-SandboxRequest $sandbox).Where({ $_.isMutating }).Count | Should -Be $before
    }
}

Describe 'A path' {
    BeforeAll { $spoke = Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false }

    It 'that was tested is tested again, also when it comes back from JSON' {
        $path = $spoke | Test-EndpointPath -Service kms
        $again = $path | ConvertTo-Json -Depth 6 -WarningAction Ignore | ConvertFrom-Json | Test-EndpointPath
        $again.ServiceName, $again.Verdict, $again.VpcId | Should -Be $path.ServiceName, 'Reachable', $dev
        $again.TakenAt | Should -BeGreaterThan $path.TakenAt
    }

    It 'of clients whose group lets nothing out is not reachable' {
        $group = (Invoke-Ec2 @{ Action = 'CreateSecurityGroup'; GroupName = 'confined'; GroupDescription = 'confined'; VpcId = $dev }).CreateSecurityGroupResponse.groupId
        $null = Invoke-Ec2 @{ Action = 'RevokeSecurityGroupEgress'; GroupId = $group; 'IpPermissions.1.IpProtocol' = '-1'; 'IpPermissions.1.IpRanges.1.CidrIp' = '0.0.0.0/0' }
        $path = $spoke | Test-EndpointPath -Service kms -WorkloadSecurityGroupId $group
        $path.Verdict | Should -Be 'Unreachable'
        $path.Findings.Code | Should -Be (@('WorkloadEgressRestriction') * @($path.Findings).Count)
        $path.Findings[0].Remedy | Should -BeLike "aws ec2 authorize-security-group-egress --group-id $group *"
    }

    It 'of one interface is that of its subnet' {
        $interface = (Invoke-Ec2 @{ Action = 'CreateNetworkInterface'; SubnetId = (Get-SandboxId $sandbox subnets subnetId 'dev-private-1a') }).CreateNetworkInterfaceResponse.networkInterface
        $path = $spoke | Test-EndpointPath -Service kms -NetworkInterfaceId $interface.networkInterfaceId
        $path.Verdict | Should -Be 'Reachable'
        $path.Subnets.SubnetId | Should -Be $interface.subnetId
    }

    It 'is warned of policies elsewhere that name the spoke, given as <form>' -ForEach @(
        @{ form = 'text'; name = 'policy 1'; give = { $text } }
        @{ form = 'lines of a file'; name = 'policy 1'; give = { $text | ConvertFrom-Json | ConvertTo-Json -Depth 9 | Set-Content "$TestDrive/lines.json"; Get-Content "$TestDrive/lines.json" } }
        @{ form = 'a path'; name = 'bucket.json'; give = { $text | Set-Content "$TestDrive/bucket.json"; "$TestDrive/bucket.json" } }
        @{ form = 'files'; name = 'key.json'; give = { $text | Set-Content "$TestDrive/key.json"; Get-ChildItem "$TestDrive/key.json" } }
        @{ form = 'wildcards'; name = 'role.json'; give = { $text | Set-Content "$TestDrive/role.json"; "$TestDrive/rol*.json" } }
        @{ form = 'an object'; name = 'policy 1'; give = { $text | ConvertFrom-Json } }
        @{ form = 'a hashtable'; name = 'policy 1'; give = { $text | ConvertFrom-Json -AsHashtable } }
        @{ form = 'what Get-IAMRolePolicy returns'; name = 'deploy'; give = { [pscustomobject]@{ PolicyName = 'deploy'; PolicyDocument = [uri]::EscapeDataString($text) } } }
    ) {
        $text = '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"' + $dev + '"}}}]}'
        $path = $spoke | Test-EndpointPath -Service kms -PolicyDocument (& $give)
        $path.Findings.Where({ $_.Code -eq 'PolicyNamesSpoke' }).Resource | Should -Be $name
        $path.Verdict | Should -Be 'Reachable'
    }
}

Describe 'The calls that a policy is asked about' {
    BeforeAll {
        $key, $role = 'arn:aws:kms:ap-northeast-1:123456789012:key/app', 'arn:aws:iam::123456789012:role/app'
        $spoke = Connect-SpokeVpc -VpcId $dev -Hub $hub
        $kms = ($spoke | Test-EndpointPath -Service kms).HubVpcEndpointId
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"' + $role + '"},"Action":"kms:Encrypt","Resource":"' + $key + '"}]}'
        $null = Invoke-Ec2 @{ Action = 'ModifyVpcEndpoint'; VpcEndpointId = $kms; PolicyDocument = $policy }
        while (($spoke | Test-EndpointPath -Service kms -Planned).Findings.Code -contains 'BadStateEndpoint') { Start-Sleep -Milliseconds 100 }
    }
    AfterAll { $null = Invoke-Ec2 @{ Action = 'ModifyVpcEndpoint'; VpcEndpointId = $kms; ResetPolicy = 'true' } }

    It 'decide, <case>' -ForEach @(
        @{ case = 'nothing said'; asked = @{}; verdict = 'Unreachable'; call = 'kms:Decrypt on arn:aws:kms:ap-northeast-1:*:key/*' }
        @{ case = 'an action'; asked = @{ Action = 'kms:Encrypt' }; verdict = 'Unknown'; call = 'kms:Encrypt on *' }
        @{ case = 'a resource too'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>' }; verdict = 'Unknown'; call = 'kms:Encrypt on <key>' }
        @{ case = 'the caller too'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>'; PrincipalArn = '<role>' }; verdict = 'Reachable' }
        @{ case = 'another caller'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>'; PrincipalArn = '<role>s' }; verdict = 'Unreachable'; call = 'kms:Encrypt on <key> by <role>s' }
        @{ case = 'one action too many'; asked = @{ Action = 'kms:Encrypt', 'kms:Sign'; Resource = '<key>'; PrincipalArn = '<role>' }; verdict = 'Unreachable'; call = 'kms:Sign on <key> by <role>' }
        @{ case = 'one resource too many'; asked = @{ Action = 'kms:Encrypt'; Resource = '<key>', '<key>s'; PrincipalArn = '<role>' }; verdict = 'Unreachable'; call = 'kms:Encrypt on <key>s by <role>' }
        @{ case = 'a caller alone'; asked = @{ PrincipalArn = '<role>' }; verdict = 'Unreachable'; call = 'kms:Decrypt on arn:aws:kms:ap-northeast-1:*:key/* by <role>' }
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

    It 'are those of the service that is asked: the others are asked about what workloads need' {
        $paths = $spoke | Test-EndpointPath -Planned -Action kms:Encrypt -Resource $key -PrincipalArn $role
        $paths.Verdict | Should -Be 'Reachable', 'Reachable'
    }

    It 'are what the advice on an undecided policy speaks of' {
        $command = Get-Command Test-EndpointPath
        $advice = ($spoke | Test-EndpointPath -Service kms -Planned -Action kms:Encrypt).Findings[0].Advice
        $parameters = [regex]::Matches($advice, '(?<= )-(\w+)').ForEach({ $_.Groups[1].Value })
        $parameters | Should -Be 'Action', 'Resource', 'PrincipalArn'
        $parameters | ForEach-Object { $command.Parameters.Keys | Should -Contain $_ }
    }
}

Describe 'What overrules private zones' {
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

    It 'is found by the path test, with the command that takes it away' {
        $path = $spoke | Test-EndpointPath -Service kms -Planned
        $path.Verdict | Should -Be 'Unknown'
        $finding = $path.Findings.Where({ $_.Code -eq 'ResolverRuleForwards' })[0]
        $finding.Resource, $finding.Remedy | Should -Be $rule, "aws route53resolver disassociate-resolver-rule --resolver-rule-id $rule --vpc-id $prd --region ap-northeast-1"
    }

    It 'keeps the names where they are, and the ones beside it move' {
        $before = (Get-SandboxRequest $sandbox).Count
        $spoke | Disable-EndpointPrivateDns -Service kms -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'PathNotProven,*'
        (Get-SandboxRequest $sandbox $before).Where({ $_.isMutating }).Count | Should -Be 0
        ($spoke | Disable-EndpointPrivateDns -Service ecr.dkr -Confirm:$false | Test-EndpointPath -Service ecr.dkr).Verdict | Should -Be 'Reachable'
    }

    It 'is waived at removal by its own code, and by no other' {
        $null = $spoke | Disable-EndpointPrivateDns -Service kms -Force -Confirm:$false
        $before = (Get-SandboxRequest $sandbox).Count
        $spoke | Remove-SpokeEndpoint -Service kms -Force -AllowUnknown CustomDnsServers -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'PathNotProven,*'
        { $spoke | Remove-SpokeEndpoint -Service kms -Force -AllowUnknown NoReturnRoute -Confirm:$false } | Should -Throw '*NoReturnRoute leaves no path unknown*'
        (Get-SandboxRequest $sandbox $before).Where({ $_.isMutating }).Count | Should -Be 0
        $removed = $spoke | Remove-SpokeEndpoint -Service kms -Force -AllowUnknown ResolverRuleForwards -Confirm:$false
        $removed.Before.ServiceName | Should -Be 'com.amazonaws.ap-northeast-1.kms'
    }

    It 'may not be read: then nothing is proven, and the finding names the permissions' {
        $fault = ConvertTo-Json @(@{ action = 'ListProfiles'; code = 'AccessDeniedException'; status = 400; nth = 1; times = 9 })
        $null = Invoke-RestMethod "$($sandbox.Url)/_sandbox/faults" -Method Post -Body $fault -ContentType 'application/json'
        $path = Test-EndpointPath -VpcId $prd -Hub shared -Service ecr.dkr
        $null = Invoke-RestMethod "$($sandbox.Url)/_sandbox/faults" -Method Post -Body '[]' -ContentType 'application/json'
        $path.Verdict | Should -Be 'Unknown'
        $path.Findings.Where({ $_.Code -eq 'ResolverUnreadable' })[0].Advice | Should -BeLike '*route53profiles:ListProfiles*'
    }

    It 'may be DNS Firewall: a blocked name is not reachable, and what the finding says lets it through' {
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
