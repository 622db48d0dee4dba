# The commands of findings about packets, run in the state that each describes. The sandbox has a hub and the spoke dev, which is cut over.

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
    $network = (Get-SandboxState $sandbox).networks[0]
    $shared, $dev, $stg = 'shared', 'dev', 'stg' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $devTable, $sharedTable = 'dev-private', 'shared-private' | ForEach-Object { Get-SandboxId $sandbox routeTables routeTableId $_ }
    $stgTable = Get-SandboxId $sandbox routeTables routeTableId 'stg-private'
    $devSubnets = 'dev-private-1a', 'dev-private-1c' | ForEach-Object { Get-SandboxId $sandbox subnets subnetId $_ }
    $kms = $network.endpoints.Where({ $_.vpcId -eq $shared -and $_.serviceName -like '*.kms' }).vpcEndpointId
    $group = $network.endpoints.Where({ $_.vpcEndpointId -eq $kms }).groups[0].groupId
    $address = $network.interfaces.Where({ $_.networkInterfaceId -eq $network.endpoints.Where({ $_.vpcEndpointId -eq $kms }).networkInterfaceIds[0] }).privateIpAddress
    $hubBlocks = '10.255.10.0/24', '10.255.11.0/24'

    function Remove-Route ($Table, $Block) { $Block | ForEach-Object { aws ec2 delete-route --route-table-id $Table --destination-cidr-block $_ --region ap-northeast-1 } }

    # Routes to another target than the peering.
    function Add-GatewayRoute ($Block) {
        $gateway = (Invoke-Aws ec2 create-internet-gateway).InternetGateway.InternetGatewayId
        aws ec2 attach-internet-gateway --internet-gateway-id $gateway --vpc-id $dev --region ap-northeast-1
        aws ec2 create-route --route-table-id $devTable --destination-cidr-block $Block --gateway-id $gateway --region ap-northeast-1
    }

    function New-Peering ($From, $To) {
        $peering = (Invoke-Aws ec2 create-vpc-peering-connection --vpc-id $From --peer-vpc-id $To).VpcPeeringConnection.VpcPeeringConnectionId
        Wait-Peering $peering 'pending-acceptance'
        $peering
    }

    function Wait-Peering ($Peering, $Status) {
        Wait-Until { (Invoke-Aws ec2 describe-vpc-peering-connections --vpc-peering-connection-ids $Peering).VpcPeeringConnections[0].Status.Code -eq $Status }
    }

    # Leaves no inbound rule in the hub's security group.
    function Clear-Group {
        $rules = (Invoke-Aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$group").SecurityGroupRules.Where({ -not $_.IsEgress })
        aws ec2 revoke-security-group-ingress --group-id $group --security-group-rule-ids $rules.SecurityGroupRuleId --region ap-northeast-1
    }

    # A network ACL for the clients, with an allowed port to endpoints and allowed ports of the answers.
    function Set-Acl ($Port, $Answers) {
        $acl = (Invoke-Aws ec2 create-network-acl --vpc-id $dev).NetworkAcl.NetworkAclId
        aws ec2 create-network-acl-entry --network-acl-id $acl --egress --rule-number 100 --protocol tcp --port-range $Port --cidr-block 0.0.0.0/0 --rule-action allow --region ap-northeast-1
        aws ec2 create-network-acl-entry --network-acl-id $acl --ingress --rule-number 100 --protocol tcp --port-range $Answers --cidr-block 0.0.0.0/0 --rule-action allow --region ap-northeast-1
        $associations = (Invoke-Aws ec2 describe-network-acls --filters "Name=association.subnet-id,Values=$($devSubnets[0])").NetworkAcls.Associations
        $association = $associations.Where({ $_.SubnetId -eq $devSubnets[0] }).NetworkAclAssociationId
        aws ec2 replace-network-acl-association --association-id $association --network-acl-id $acl --region ap-northeast-1
    }

    function Set-Policy ($Condition) {
        $policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"' + $Condition + '}]}'
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id $kms --policy-document $policy --region ap-northeast-1
        Wait-Until { (Invoke-Aws ec2 describe-vpc-endpoints --vpc-endpoint-ids $kms).VpcEndpoints[0].State -eq 'available' }
    }
}
AfterAll { Stop-BuiltSandbox $sandbox }

Describe 'A finding about packets' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $given = @{ VpcId = $dev; Hub = 'shared'; Service = $service ?? 'kms' }
    }

    It 'has a cmdlet that corrects it: <code>' -ForEach @(
        @{ code = 'EndpointNotFound'; service = 'sts' }
    ) {
        Test-FindingCommand $code { Test-EndpointPath @given }
    }

    It 'has a command that corrects it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'NoRouteToDestination'; state = { Remove-Route $devTable $hubBlocks } }
        @{ code = 'NoReturnRoute'; state = { Remove-Route $sharedTable 10.2.0.0/16 } }
        @{ code = 'MoreSpecificRoute'; state = { Add-GatewayRoute "$address/32" } }
        @{ code = 'CannotRoute'; state = {
                Remove-Route $devTable $hubBlocks
                Add-GatewayRoute 0.0.0.0/0
            }
        }
        @{ code = 'BadStateRoute'; state = {
                $other = New-Peering $dev $stg
                aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id $other --region ap-northeast-1
                Wait-Peering $other 'active'
                aws ec2 replace-route --route-table-id $devTable --destination-cidr-block 10.255.10.0/24 --vpc-peering-connection-id $other --region ap-northeast-1
                aws ec2 delete-vpc-peering-connection --vpc-peering-connection-id $other --region ap-northeast-1
            }
        }
        @{ code = 'BadStatePeering'; state = {
                $asked = New-Peering $stg $shared
                $hubBlocks | ForEach-Object { aws ec2 create-route --route-table-id $stgTable --destination-cidr-block $_ --vpc-peering-connection-id $asked --region ap-northeast-1 }
                $given.VpcId = $stg
            }
        }
        @{ code = 'HalfServiceSet'; service = 'ssm'; state = {
                $null = New-EndpointHub -Name shared -VpcId $shared -Service ssm
                aws ec2 delete-vpc-endpoints --vpc-endpoint-ids (Get-SandboxId $sandbox endpoints vpcEndpointId 'dev-ssmmessages') --region ap-northeast-1
            }
        }
        @{ code = 'SubnetAclRestriction'; rounds = 9; state = { Set-Acl 'From=80,To=80' 'From=1024,To=65535' } }
        @{ code = 'EphemeralPortsRestricted'; rounds = 9; state = { Set-Acl 'From=443,To=443' 'From=1024,To=50000' } }
        @{ code = 'EphemeralPortsNarrow'; rounds = 9; state = { Set-Acl 'From=443,To=443' 'From=32768,To=65535' } }
        @{ code = 'SgHasNoRules'; state = { Clear-Group } }
        @{ code = 'EniSgRulesMismatch'; state = {
                Clear-Group
                aws ec2 authorize-security-group-ingress --group-id $group --protocol tcp --port 80 --cidr 10.2.0.0/16 --region ap-northeast-1
            }
        }
        @{ code = 'UnknownPeeredSgs'; state = {
                $clients = (Invoke-Aws ec2 create-security-group --group-name clients --description clients --vpc-id $dev).GroupId
                Clear-Group
                aws ec2 authorize-security-group-ingress --group-id $group --protocol tcp --port 443 --source-group $clients --region ap-northeast-1
            }
        }
        @{ code = 'WorkloadEgressRestriction'; service = 'ecr.dkr'; state = {
                $given.WorkloadSecurityGroupId = (Invoke-Aws ec2 create-security-group --group-name confined --description confined --vpc-id $dev).GroupId
                aws ec2 revoke-security-group-egress --group-id $given.WorkloadSecurityGroupId --protocol=-1 --cidr 0.0.0.0/0 --region ap-northeast-1
            }
        }
        @{ code = 'S3GatewayMissing'; service = 'ecr.dkr'; state = {
                aws ec2 delete-vpc-endpoints --vpc-endpoint-ids (Get-SandboxId $sandbox endpoints vpcEndpointId 'dev-s3') --region ap-northeast-1
            }
        }
        @{ code = 'S3NotThroughGateway'; service = 'ecr.dkr'; state = {
                aws ec2 delete-vpc-endpoints --vpc-endpoint-ids (Get-SandboxId $sandbox endpoints vpcEndpointId 'dev-s3') --region ap-northeast-1
                Add-GatewayRoute 0.0.0.0/0
            }
        }
        @{ code = 'S3RouteBypassed'; service = 'ecr.dkr'; state = {
                Add-GatewayRoute (Invoke-Aws ec2 describe-prefix-lists --filters 'Name=prefix-list-name,Values=com.amazonaws.ap-northeast-1.s3').PrefixLists[0].Cidrs[0]
            }
        }
    ) {
        & $state
        Test-FindingCommand $code { Test-EndpointPath @given } -Rounds ($rounds ?? 1)
    }

    It 'has a command that shows it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'ClientsNotFollowed'; shows = { '"Subnets": \[\]' }; state = { $given.VpcId = (Invoke-Aws ec2 create-vpc --cidr-block 10.9.0.0/16).Vpc.VpcId } }
        @{ code = 'UnknownPrefixList'; shows = { '10\.2\.0\.0/16' }; state = {
                $list = (Invoke-Aws ec2 create-managed-prefix-list --prefix-list-name clients --address-family IPv4 --max-entries 1 --entries Cidr=10.2.0.0/16).PrefixList.PrefixListId
                Clear-Group
                aws ec2 authorize-security-group-ingress --group-id $group --ip-permissions "IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{PrefixListId=$list}]" --region ap-northeast-1
                Set-Fault $sandbox GetManagedPrefixListEntries UnauthorizedOperation
            }
        }
        @{ code = 'SingleZoneEndpoint'; service = 'sts'; shows = { 'shared-private-1c' }; state = {
                $null = New-EndpointHub -Name shared -VpcId $shared -SubnetId (Get-SandboxId $sandbox subnets subnetId 'shared-private-1a') -Service sts
            }
        }
        @{ code = 'CrossZoneTraffic'; shows = { $shared }; state = {
                aws ec2 create-subnet --vpc-id $dev --cidr-block 10.2.12.0/24 --availability-zone ap-northeast-1d --region ap-northeast-1
            }
        }
        @{ code = 'EndpointPolicyDenies'; shows = { 'aws:SourceVpc' }; state = { Set-Policy ',"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-0"}}' } }
        @{ code = 'EndpointPolicyUndecided'; shows = { 'aws:PrincipalOrgID' }; state = { Set-Policy ',"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}' } }
    ) {
        & $state
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

    It 'has a command that shows it: BadStateEndpoint' -Skip:(-not $hasAwsCli) -ForEach @{ code = 'BadStateEndpoint' } {
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id $kms --policy-document '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}' --region ap-northeast-1
        Test-FindingCommand $code { Test-EndpointPath -VpcId $dev -Hub shared -Service kms } -Shows "$kms(?s).*pending"
    }
}
