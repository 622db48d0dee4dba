# The commands of findings about names, run in the state that each describes. The sandbox has a hub and the spoke dev, which is cut over.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    $hasAwsCli = Test-AwsCli
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    Import-TestedModule
    $sandbox = Start-BuiltSandbox {
        param ($Sandbox)
        $shared, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $Sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $Sandbox subnets subnetId $_ }
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service ecr.dkr, kms
        Connect-SpokeVpc -VpcId $dev -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false
    }
    $landscape = Get-SandboxState $sandbox
    $shared, $dev = 'shared', 'dev' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $name = 'kms.ap-northeast-1.amazonaws.com'
    $zone = @{}
    $landscape.zones.Where({ $_.comment }) | ForEach-Object { $zone[$_.name.TrimEnd('.')] = $_.id }
    $kms = $landscape.networks[0].endpoints.Where({ $_.vpcId -eq $shared -and $_.serviceName -like '*.kms' })[0]

    function Get-Record ($Zone, $Name) {
        (Invoke-Aws route53 list-resource-record-sets --hosted-zone-id $Zone).ResourceRecordSets.Where({ $_.Name -eq "$Name." -and $_.Type -eq 'A' })[0]
    }

    function Set-Record ($Zone, [hashtable[]] $Change) {
        aws route53 change-resource-record-sets --hosted-zone-id $Zone --change-batch (@{ Changes = $Change } | ConvertTo-Json -Depth 8 -Compress) --region ap-northeast-1
    }

    function Set-Alias ($Target) {
        $record = @{ Name = $name; Type = 'A'; AliasTarget = @{ HostedZoneId = $kms.dnsEntries[0].hostedZoneId; DNSName = $Target; EvaluateTargetHealth = $false } }
        Set-Record $zone[$name] @{ Action = 'UPSERT'; ResourceRecordSet = $record }
    }

    function Add-Rule {
        $rule = (Invoke-Aws route53resolver create-resolver-rule --creator-request-id kms --rule-type FORWARD --domain-name $name --target-ips 'Ip=192.168.0.53' --resolver-endpoint-id rslvr-out-0123456789abcdef0).ResolverRule.Id
        $association = (Invoke-Aws route53resolver associate-resolver-rule --resolver-rule-id $rule --vpc-id $dev).ResolverRuleAssociation.Id
        [pscustomobject]@{ Id = $rule; AssociationId = $association }
    }

    function Add-Firewall ($Domain) {
        $group = (Invoke-Aws route53resolver create-firewall-rule-group --creator-request-id one --name filters).FirewallRuleGroup.Id
        $list = (Invoke-Aws route53resolver create-firewall-domain-list --creator-request-id one --name blocked).FirewallDomainList.Id
        aws route53resolver update-firewall-domains --firewall-domain-list-id $list --operation ADD --domains $Domain --region ap-northeast-1 | Out-Null
        aws route53resolver create-firewall-rule --creator-request-id one --firewall-rule-group-id $group --firewall-domain-list-id $list --priority 100 --action BLOCK --block-response NXDOMAIN --name blocks --region ap-northeast-1 | Out-Null
        (Invoke-Aws route53resolver associate-firewall-rule-group --creator-request-id one --firewall-rule-group-id $group --vpc-id $dev --priority 101 --name dev).FirewallRuleGroupAssociation.Id
    }

    function Wait-Firewall ($Association) {
        Wait-Until { (Invoke-Aws route53resolver get-firewall-rule-group-association --firewall-rule-group-association-id $Association).FirewallRuleGroupAssociation.Status -eq 'COMPLETE' }
    }
}
AfterAll { Stop-BuiltSandbox $sandbox }

Describe 'A finding about names' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $given = @{ VpcId = $dev; Hub = 'shared'; Service = $service ?? 'kms' }
    }

    It 'has a cmdlet that corrects it: <code>' -ForEach @(
        @{ code = 'PrivateDnsStillOn'; state = { $given.VpcId = Get-SandboxId $sandbox vpcs vpcId 'stg' } }
    ) {
        & $state
        Test-FindingCommand $code { Test-EndpointPath @given }
    }

    It 'has a command that corrects it: <code><case>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'VpcDnsDisabled'; case = ' for host names'; state = { aws ec2 modify-vpc-attribute --vpc-id $dev --no-enable-dns-hostnames --region ap-northeast-1 } }
        @{ code = 'VpcDnsDisabled'; case = ' for the resolver'; state = { aws ec2 modify-vpc-attribute --vpc-id $dev --no-enable-dns-support --region ap-northeast-1 } }
        @{ code = 'AnsweredPublicly'; case = ' without the association'; state = { aws route53 disassociate-vpc-from-hosted-zone --hosted-zone-id $zone[$name] --vpc "VPCRegion=ap-northeast-1,VPCId=$dev" --region ap-northeast-1 } }
        @{ code = 'AnsweredPublicly'; case = ' without the zone'; state = {
                Set-Record $zone[$name] @{ Action = 'DELETE'; ResourceRecordSet = Get-Record $zone[$name] $name }
                aws route53 delete-hosted-zone --id $zone[$name] --region ap-northeast-1
            }
        }
        @{ code = 'RecordMissing'; state = { Set-Record $zone[$name] @{ Action = 'DELETE'; ResourceRecordSet = Get-Record $zone[$name] $name } } }
        @{ code = 'ApexRecordMissing'; service = 'ecr.dkr'; state = {
                # A zone of a parent domain has the record, and the more specific zone, which answers, has it no more.
                $images = 'dkr.ecr.ap-northeast-1.amazonaws.com'
                $apex = Get-Record $zone[$images] $images
                $parent = (Invoke-Aws route53 create-hosted-zone --name ecr.ap-northeast-1.amazonaws.com --caller-reference apex --vpc "VPCRegion=ap-northeast-1,VPCId=$dev").HostedZone.Id
                Set-Record $parent @{ Action = 'CREATE'; ResourceRecordSet = $apex }
                Set-Record $zone[$images] @{ Action = 'DELETE'; ResourceRecordSet = $apex }
            }
        }
        @{ code = 'WildcardRecordMissing'; service = 'ecr.dkr'; state = {
                $images = 'dkr.ecr.ap-northeast-1.amazonaws.com'
                Set-Record $zone[$images] @{ Action = 'DELETE'; ResourceRecordSet = Get-Record $zone[$images] "\052.$images" }
            }
        }
        @{ code = 'ZonalNameUsed'; state = { Set-Alias $kms.dnsEntries.dnsName.Where({ $_ -like '*-ap-northeast-1a.*' })[0] } }
        @{ code = 'AddressesPinned'; state = {
                $addresses = $landscape.networks[0].interfaces.Where({ $_.networkInterfaceId -in $kms.networkInterfaceIds }).privateIpAddress
                Set-Record $zone[$name] @{ Action = 'DELETE'; ResourceRecordSet = Get-Record $zone[$name] $name },
                @{ Action = 'CREATE'; ResourceRecordSet = @{ Name = $name; Type = 'A'; TTL = 60; ResourceRecords = @($addresses | ForEach-Object { @{ Value = $_ } }) } }
            }
        }
        @{ code = 'ResolverRuleForwards'; state = {
                $rule = Add-Rule
                Wait-Until { (Invoke-Aws route53resolver get-resolver-rule-association --resolver-rule-association-id $rule.AssociationId).ResolverRuleAssociation.Status -eq 'COMPLETE' }
            }
        }
        @{ code = 'DnsFirewallBlocks'; state = { Wait-Firewall (Add-Firewall $name) } }
    ) {
        $null = & $state
        Test-FindingCommand $code { Test-EndpointPath @given }
    }

    It 'has a command that shows it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'CustomDnsServers'; shows = { '"DhcpOptionsId": "dopt-' }; state = {
                $options = (Invoke-Aws ec2 create-dhcp-options --dhcp-configurations 'Key=domain-name-servers,Values=10.9.9.9').DhcpOptions.DhcpOptionsId
                aws ec2 associate-dhcp-options --dhcp-options-id $options --vpc-id $dev --region ap-northeast-1
            }
        }
        @{ code = 'NamesUnknown'; service = 'dynamodb'; shows = { 'com.amazonaws.ap-northeast-1.dynamodb' }; state = { New-EndpointHub -Name shared -VpcId $shared -Service dynamodb } }
        @{ code = 'ResolverUnreadable'; shows = { 'ResolverRuleAssociations' }; state = { Set-Fault $sandbox ListProfiles } }
        @{ code = 'ProfileContentUnknown'; shows = { 'ProfileResourceAssociations' }; state = {
                $profile = (Invoke-Aws route53profiles create-profile --name names --client-token one).Profile.Id
                $association = (Invoke-Aws route53profiles associate-profile --name dev --profile-id $profile --resource-id $dev).ProfileAssociation.Id
                Wait-Until { (Invoke-Aws route53profiles get-profile-association --profile-association-id $association).ProfileAssociation.Status -eq 'COMPLETE' }
                Set-Fault $sandbox ListProfileResourceAssociations
            }
        }
        @{ code = 'ZoneUnreadable'; shows = { $name.Replace('.', '\.') }; state = { Set-Fault $sandbox ListResourceRecordSets AccessDenied } }
        @{ code = 'RecordTypeMissing'; shows = { '"Type": "TXT"' }; state = {
                Set-Record $zone[$name] @{ Action = 'DELETE'; ResourceRecordSet = Get-Record $zone[$name] $name },
                @{ Action = 'CREATE'; ResourceRecordSet = @{ Name = $name; Type = 'TXT'; TTL = 60; ResourceRecords = @(@{ Value = '"hello"' }) } }
            }
        }
        @{ code = 'NameLeadsElsewhere'; shows = { (Get-SandboxId $sandbox endpoints vpcEndpointId 'dev-kms') }; state = {
                $own = Get-SandboxId $sandbox endpoints vpcEndpointId 'dev-kms'
                Set-Alias $landscape.networks[0].endpoints.Where({ $_.vpcEndpointId -eq $own }).dnsEntries[0].dnsName
            }
        }
        @{ code = 'AliasTargetUnknown'; shows = { '^\[\]' }; state = { Set-Alias 'vpce-0123456789abcdef0-0a1b2c3d.kms.ap-northeast-1.vpce.amazonaws.com' } }
        @{ code = 'DnsFirewallUncertain'; shows = { [regex]::Escape("*$name") }; state = { Wait-Firewall (Add-Firewall "*$name") } }
    ) {
        $null = & $state
        # A fault makes the finding, and whoever runs the command may read.
        Test-FindingCommand $code { Test-EndpointPath @given; Clear-Fault $sandbox } -Shows (& $shows)
    }
}

Describe 'A finding about a change that is under way' {
    BeforeAll { $slow = Start-Sandbox -Landscape $sandbox.StateFile }
    AfterAll {
        Stop-Sandbox $slow
        Set-SandboxAccess $sandbox.Url
    }

    It 'has a command that shows it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'ResolverChangePending'; state = { Add-Rule }; shows = 'CREATING(?s).*FORWARD' }
        @{ code = 'DnsFirewallUncertain'; state = { Add-Firewall $name }; shows = 'UPDATING' }
    ) {
        Reset-Sandbox $slow
        $null = & $state
        Test-FindingCommand $code { Test-EndpointPath -VpcId $dev -Hub shared -Service kms } -Shows $shows
    }
}
