# The commands of problems, run in the state that each describes; BadInput.Tests.ps1 runs those of wrong arguments. The sandbox has a hub and two spokes:
# dev is cut over, and the zones for stg stand.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    $hasAwsCli = Test-AwsCli
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    Import-TestedModule
    $ConfirmPreference = 'None'
    $sandbox = Start-BuiltSandbox {
        param ($Sandbox)
        $shared, $dev, $stg = 'shared', 'dev', 'stg' | ForEach-Object { Get-SandboxId $Sandbox vpcs vpcId $_ }
        $subnets = 'shared-private-1a', 'shared-private-1c' | ForEach-Object { Get-SandboxId $Sandbox subnets subnetId $_ }
        $hub = New-EndpointHub -Name shared -VpcId $shared -SubnetId $subnets -Service kms
        $null = $dev | Connect-SpokeVpc -Hub $hub | Add-EndpointPrivateZone | Disable-EndpointPrivateDns -Confirm:$false
        $null = $stg | Connect-SpokeVpc -Hub $hub
    }
    $shared, $dev, $stg, $prd = 'shared', 'dev', 'stg', 'prd' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $devKms, $stgKms = 'dev-kms', 'stg-kms' | ForEach-Object { Get-SandboxId $sandbox endpoints vpcEndpointId $_ }
    $prdSubnet = Get-SandboxId $sandbox subnets subnetId 'prd-private-1a'
    $name = 'kms.ap-northeast-1.amazonaws.com'
    $zone = (Get-SandboxState $sandbox).zones.Where({ $_.name -eq "$name." -and $_.comment }).id

    # The first error of a script with this id, terminating or not.
    function Get-Failure ($Id, [scriptblock] $Script) {
        try { . $Script 2>&1 3>$null | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -like "$Id,*" } | Select-Object -First 1 }
        catch { $_ | Where-Object FullyQualifiedErrorId -Like "$Id,*" }
    }

    function Set-Record ($Zone, [hashtable[]] $Change) {
        aws route53 change-resource-record-sets --hosted-zone-id $Zone --change-batch (@{ Changes = $Change } | ConvertTo-Json -Depth 8 -Compress) --region ap-northeast-1
    }

    function New-Profile ($Vpc) {
        $made = (Invoke-Aws route53profiles create-profile --name names --client-token one).Profile.Id
        $association = (Invoke-Aws route53profiles associate-profile --name spoke --profile-id $made --resource-id $Vpc).ProfileAssociation.Id
        Wait-Until { (Invoke-Aws route53profiles get-profile-association --profile-association-id $association).ProfileAssociation.Status -eq 'COMPLETE' }
        $made
    }

    function Resolve-Name ($Vpc) { (Invoke-RestMethod "$($sandbox.Url)/_sandbox/resolve?vpc=$Vpc&name=$name").addresses }
}
AfterAll { Stop-BuiltSandbox $sandbox }

Describe 'A problem' {
    BeforeEach { Reset-Sandbox $sandbox }
    AfterEach { Set-SandboxAccess $sandbox.Url }

    It 'has a command that corrects it: <code>' -ForEach @(
        @{ code = 'SpokeNotConnected'; script = { Disable-EndpointPrivateDns -VpcId $prd -Hub shared -Service kms } }
        @{ code = 'StillInUse'; script = { Remove-SpokeEndpoint -VpcId $stg -Hub shared -Service kms -Allow TrafficUnknown } }
        @{ code = 'ZoneMissing'; state = { New-EndpointHub -Name shared -VpcId $shared -Service sts }; script = { Disable-EndpointPrivateDns -VpcId $dev -Hub shared -Service sts } }
    ) {
        if ($state) { $null = & $state }
        $failure = Get-Failure $code $script
        $failure | Should -Not -BeNullOrEmpty
        $null = Invoke-PastedCommand $failure.ErrorDetails.RecommendedAction
        Get-Failure $code $script | Should -BeNullOrEmpty
    }

    It 'has a command of the AWS CLI or a cmdlet that corrects it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'HubPrivateDnsOn'; script = { Add-EndpointPrivateZone -Hub shared -Service sts }; state = {
                $null = New-EndpointHub -Name shared -VpcId $shared -Service sts
                $sts = (Get-SandboxState $sandbox).networks[0].endpoints.Where({ $_.vpcId -eq $shared -and $_.serviceName -like '*.sts' }).vpcEndpointId
                aws ec2 modify-vpc-endpoint --vpc-endpoint-id $sts --private-dns-enabled --region ap-northeast-1
                Wait-Until { (Invoke-Aws ec2 describe-vpc-endpoints --vpc-endpoint-ids $sts).VpcEndpoints[0].State -eq 'available' }
            }
        }
        @{ code = 'ForeignZone'; script = { Add-EndpointPrivateZone -Hub shared -Service sts }; state = {
                New-EndpointHub -Name shared -VpcId $shared -Service sts
                aws route53 create-hosted-zone --name sts.ap-northeast-1.amazonaws.com --caller-reference one --vpc "VPCRegion=ap-northeast-1,VPCId=$shared" --region ap-northeast-1
            }
        }
        @{ code = 'VpcDnsDisabled'; script = { Connect-SpokeVpc -VpcId $prd -Hub shared }; state = { aws ec2 modify-vpc-attribute --vpc-id $prd --no-enable-dns-hostnames --region ap-northeast-1 } }
        @{ code = 'OwnPathNotProven'; script = { Enable-EndpointPrivateDns -VpcId $dev -Hub shared -Service kms }; state = {
                $group = (Get-SandboxState $sandbox).networks[0].endpoints.Where({ $_.vpcEndpointId -eq $devKms }).groups[0].groupId
                aws ec2 revoke-security-group-ingress --group-id $group --protocol tcp --port 443 --cidr 10.2.0.0/16 --region ap-northeast-1
            }
        }
        @{ code = 'CutoverStuck'; script = { Disable-EndpointPrivateDns -VpcId $stg -Hub shared -Service kms }; answers = { $stg, '10.3.*' }; state = {
                Set-Fault $sandbox AssociateVPCWithHostedZone AccessDenied
                Set-Fault $sandbox ModifyVpcEndpoint UnauthorizedOperation -From 2
            }
        }
        @{ code = 'ReturnStuck'; script = { Enable-EndpointPrivateDns -VpcId $dev -Hub shared -Service kms }; answers = { $dev, '10.255.*' }; state = {
                Set-Fault $sandbox AssociateVPCWithHostedZone AccessDenied
                Set-Fault $sandbox ModifyVpcEndpoint UnauthorizedOperation
            }
        }
    ) {
        $null = & $state
        $failure = Get-Failure $code $script
        $failure | Should -Not -BeNullOrEmpty
        Clear-Fault $sandbox
        $null = Invoke-PastedCommand $failure.ErrorDetails.RecommendedAction
        if ($answers) {
            $vpc, $block = & $answers
            Wait-Until { (Resolve-Name $vpc) -like $block }
        }
        else { Get-Failure $code $script | Should -BeNullOrEmpty }
    }

    It 'has a command that shows it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'GroupNameTaken'; shows = { 'endpointhub-other' }; script = { New-EndpointHub -Name other -VpcId $prd -SubnetId $prdSubnet -Service sts }; state = {
                aws ec2 create-security-group --group-name endpointhub-other --description other --vpc-id $prd --region ap-northeast-1
            }
        }
        @{ code = 'GroupReferenceAcrossRegions'; shows = { 'SourceSecurityGroupId' }; state = {
                $far = @{
                    Vpc   = (aws ec2 create-vpc --cidr-block 10.9.0.0/16 --region us-east-1 | ConvertFrom-Json).Vpc.VpcId
                    Group = $null
                }
                $far.Group = (aws ec2 create-security-group --group-name clients --description clients --vpc-id $far.Vpc --region us-east-1 | ConvertFrom-Json).GroupId
                aws ec2 modify-vpc-attribute --vpc-id $far.Vpc --enable-dns-hostnames --region us-east-1
            }; script = { [pscustomobject]@{ VpcId = $far.Vpc; Region = 'us-east-1' } | Connect-SpokeVpc -Hub (Get-EndpointHub -Name shared) -SourceSecurityGroupId $far.Group }
        }
        @{ code = 'HubAmbiguous'; shows = { $prd }; script = { Connect-SpokeVpc -VpcId $stg -Hub shared }; state = { New-EndpointHub -Name shared -VpcId $prd -SubnetId $prdSubnet -Service sts } }
        @{ code = 'NeverHadPrivateDns'; shows = { "$stgKms-" }; script = { Remove-SpokeEndpoint -VpcId $stg -Hub shared -Service kms -Allow TrafficUnknown }; state = {
                aws ec2 modify-vpc-endpoint --vpc-endpoint-id $stgKms --no-private-dns-enabled --region ap-northeast-1
                Wait-Until { (Invoke-Aws ec2 describe-vpc-endpoints --vpc-endpoint-ids $stgKms).VpcEndpoints[0].State -eq 'available' }
            }
        }
        @{ code = 'NoEndpointToReturnTo'; shows = { '"VpcEndpoints": \[\]' }; script = { Enable-EndpointPrivateDns -VpcId $dev -Hub shared -Service kms }; state = {
                aws ec2 delete-vpc-endpoints --vpc-endpoint-ids $devKms --region ap-northeast-1
                Wait-Until { -not (Invoke-Aws ec2 describe-vpc-endpoints --filters "Name=vpc-endpoint-id,Values=$devKms").VpcEndpoints }
            }
        }
        @{ code = 'NotAnInterfaceEndpoint'; shows = { $stgKms }; script = { Disable-EndpointPrivateDns -VpcEndpointId (Get-SandboxId $sandbox endpoints vpcEndpointId 'stg-s3') } }
        @{ code = 'NotPermitted'; shows = { '123456789012' }; script = { Get-EndpointInventory }; state = { Set-Fault $sandbox DescribeVpcs UnauthorizedOperation } }
        @{ code = 'PathNotProven'; shows = { 'Unreachable' }; script = { Disable-EndpointPrivateDns -VpcId $stg -Hub shared -Service kms }; state = {
                aws ec2 delete-route --route-table-id (Get-SandboxId $sandbox routeTables routeTableId 'stg-private') --destination-cidr-block 10.255.10.0/24 --region ap-northeast-1
            }
        }
        @{ code = 'ProfileUnread'; shows = { 'ProfileResourceAssociations' }; script = { Remove-SpokeEndpoint -VpcId $dev -Hub shared -Service kms -Allow TrafficUnknown }; state = {
                $null = New-Profile $prd
                Set-Fault $sandbox ListProfileResourceAssociations
            }
        }
        @{ code = 'RecordInTheWay'; shows = { '10\.9\.9\.9' }; script = { Add-EndpointPrivateZone -Hub shared -Service kms }; state = {
                $record = (Invoke-Aws route53 list-resource-record-sets --hosted-zone-id $zone).ResourceRecordSets.Where({ $_.Type -eq 'A' })[0]
                Set-Record $zone @{ Action = 'DELETE'; ResourceRecordSet = $record }, @{ Action = 'CREATE'; ResourceRecordSet = @{ Name = $name; Type = 'A'; TTL = 60; ResourceRecords = @(@{ Value = '10.9.9.9' }) } }
            }
        }
        @{ code = 'EncryptionEnforced'; shows = { 'enforce' }; script = { Connect-SpokeVpc -VpcId $prd -Hub shared }; state = {
                $control = (Invoke-Aws ec2 create-vpc-encryption-control --vpc-id $prd).VpcEncryptionControl.VpcEncryptionControlId
                aws ec2 modify-vpc-encryption-control --vpc-encryption-control-id $control --mode enforce --region ap-northeast-1
            }
        }
        @{ code = 'RouteInTheWay'; shows = { 'igw-' }; script = { Connect-SpokeVpc -VpcId $prd -Hub shared }; state = {
                $gateway = (Get-SandboxState $sandbox).networks[0].internetGateways[0].internetGatewayId
                aws ec2 create-route --route-table-id (Get-SandboxId $sandbox routeTables routeTableId 'prd-private') --destination-cidr-block 10.255.10.0/24 --gateway-id $gateway --region ap-northeast-1
            }
        }
        @{ code = 'SecurityGroupNotInVpc'; shows = { 'prd-endpoints' }; script = { New-EndpointHub -Name other -VpcId $prd -SubnetId $prdSubnet -Service sts -SecurityGroupId sg-00000000000000000 } }
        @{ code = 'ServiceNotInHub'; shows = { 'shared' }; script = { Disable-EndpointPrivateDns -VpcId $dev -Hub shared -Service sts } }
        @{ code = 'SpokeOutOfSight'; shows = { 'shared' }; script = { New-EndpointHub -Name shared -VpcId $shared -SubnetId $more.Subnet -Service kms }; state = {
                # Another account's VPC asks the hub's zone.
                $more = @{ Subnet = (Invoke-Aws ec2 create-subnet --vpc-id $shared --cidr-block 10.255.12.0/24 --availability-zone ap-northeast-1d).Subnet.SubnetId }
                Set-SandboxAccess $sandbox.Url '222222222222'
                $foreign = (Invoke-Aws ec2 create-vpc --cidr-block 10.9.0.0/16).Vpc.VpcId
                aws ec2 modify-vpc-attribute --vpc-id $foreign --enable-dns-hostnames --region ap-northeast-1
                Set-SandboxAccess $sandbox.Url
                aws route53 create-vpc-association-authorization --hosted-zone-id $zone --vpc "VPCRegion=ap-northeast-1,VPCId=$foreign" --region ap-northeast-1
                Set-SandboxAccess $sandbox.Url '222222222222'
                aws route53 associate-vpc-with-hosted-zone --hosted-zone-id $zone --vpc "VPCRegion=ap-northeast-1,VPCId=$foreign" --region ap-northeast-1
                Set-SandboxAccess $sandbox.Url
            }
        }
        @{ code = 'RecordPointsToEndpoint'; shows = { "$devKms-" }; script = { Remove-SpokeEndpoint -VpcId $dev -Hub shared -Service kms -Allow TrafficUnknown }; state = {
                $own = (Invoke-Aws route53 create-hosted-zone --name x.y --caller-reference one --vpc "VPCRegion=ap-northeast-1,VPCId=$dev").HostedZone.Id
                $target = (Invoke-Aws ec2 describe-vpc-endpoints --vpc-endpoint-ids $devKms).VpcEndpoints[0].DnsEntries[0].DnsName
                Set-Record $own @{ Action = 'CREATE'; ResourceRecordSet = @{ Name = 'kms.x.y'; Type = 'CNAME'; TTL = 60; ResourceRecords = @(@{ Value = $target }) } }
            }
        }
        @{ code = 'ZoneListUnread'; shows = { '"HostedZones"' }; script = { Remove-SpokeEndpoint -VpcId $dev -Hub shared -Service kms -Allow TrafficUnknown }; state = { Set-Fault $sandbox ListHostedZones AccessDenied } }
        @{ code = 'NoCredentials'; shows = { 'access_key' }; script = { Get-EndpointHub -Region ap-northeast-1 }; state = { Remove-Item env:AWS_ACCESS_KEY_ID, env:AWS_SECRET_ACCESS_KEY } }
        @{ code = 'CredentialsUnreadable'; shows = { 'access_key' }; script = {
                $StoredAWSCredentials = 'text'
                Get-EndpointHub -Region ap-northeast-1
            }
        }
        @{ code = 'NoRegion'; shows = { 'Region' }; script = { Get-EndpointHub }; state = { Remove-Item env:AWS_REGION } }
    ) {
        if ($state) { $null = . $state }
        $failure = Get-Failure $code $script
        $failure | Should -Not -BeNullOrEmpty
        Clear-Fault $sandbox
        Test-ReadingCommand $failure.ErrorDetails.RecommendedAction | Should -BeTrue
        Test-ProblemCommand $failure (& $shows)
    }
}
