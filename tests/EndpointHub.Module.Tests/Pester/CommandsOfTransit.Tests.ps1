# The commands of findings about Transit Gateways, run in the state that each describes. The sandbox has a hub, and dev reaches it through a Transit Gateway.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    $hasAwsCli = Test-AwsCli
}

BeforeAll {
    Import-Module "$PSScriptRoot/TestSupport.psm1" -Force
    Import-Module "$PSScriptRoot/CommandSupport.psm1" -Force
    Import-TestedModule
    if (-not (Test-AwsCli)) { return }

    function New-Gateway {
        $made = (Invoke-Aws ec2 create-transit-gateway).TransitGateway
        Wait-Until { (Invoke-Aws ec2 describe-transit-gateways --transit-gateway-ids $made.TransitGatewayId).TransitGateways[0].State -eq 'available' }
        $made
    }

    function Add-Attachment ($Gateway, $Vpc, [string[]] $Subnet) {
        $made = (Invoke-Aws ec2 create-transit-gateway-vpc-attachment --transit-gateway-id $Gateway --vpc-id $Vpc --subnet-ids @Subnet).TransitGatewayVpcAttachment
        Wait-Until { (Invoke-Aws ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids $made.TransitGatewayAttachmentId).TransitGatewayVpcAttachments[0].State -in 'available', 'pendingAcceptance' }
        $made.TransitGatewayAttachmentId
    }

    $sandbox = Start-BuiltSandbox {
        param ($Sandbox)
        $gateway = New-Gateway
        foreach ($name in 'shared', 'dev', 'stg') {
            $subnets = "$name-private-1a", "$name-private-1c" | ForEach-Object { Get-SandboxId $Sandbox subnets subnetId $_ }
            $vpc = Get-SandboxId $Sandbox vpcs vpcId $name
            if ($name -eq 'shared') { New-EndpointHub -Name shared -VpcId $vpc -SubnetId $subnets -Service kms }
            Add-Attachment $gateway.TransitGatewayId $vpc $subnets
        }
        foreach ($way in @('dev', '10.255.0.0/16'), @('shared', '10.2.0.0/16')) {
            $table = Get-SandboxId $Sandbox routeTables routeTableId "$($way[0])-private"
            aws ec2 create-route --route-table-id $table --destination-cidr-block $way[1] --transit-gateway-id $gateway.TransitGatewayId --region ap-northeast-1
        }
    }
    $landscape = Get-SandboxState $sandbox
    $shared, $dev, $stg = 'shared', 'dev', 'stg' | ForEach-Object { Get-SandboxId $sandbox vpcs vpcId $_ }
    $gateway = $landscape.transitGateways[0].transitGatewayId
    $table = $landscape.networks[0].transitGatewayRouteTables[0].transitGatewayRouteTableId

    function Add-StaticRoute ($Block, $To) {
        $target = $To ? @('--transit-gateway-attachment-id', $attachment[$To]) : @('--blackhole')
        aws ec2 create-transit-gateway-route --transit-gateway-route-table-id $table --destination-cidr-block $Block @target --region ap-northeast-1
    }

    function Disable-Propagation ($Vpc) {
        aws ec2 disable-transit-gateway-route-table-propagation --transit-gateway-route-table-id $table --transit-gateway-attachment-id $attachment[$Vpc] --region ap-northeast-1
        Wait-Until { $attachment[$Vpc] -notin (Invoke-Aws ec2 get-transit-gateway-route-table-propagations --transit-gateway-route-table-id $table).TransitGatewayRouteTablePropagations.TransitGatewayAttachmentId }
    }

    function Remove-Attachment ($Vpc) {
        aws ec2 delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id $attachment[$Vpc] --region ap-northeast-1
        Wait-Until { (Invoke-Aws ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids $attachment[$Vpc]).TransitGatewayVpcAttachments.State -in $null, 'deleted' }
    }
}
AfterAll { if ($sandbox) { Stop-BuiltSandbox $sandbox } }

Describe 'A finding about a Transit Gateway' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $attachment = @{}
        $landscape.transitGatewayAttachments | ForEach-Object { $attachment[$_.vpcId] = $_.transitGatewayAttachmentId }
    }

    It 'is absent before anything is broken' -Skip:(-not $hasAwsCli) {
        (Test-EndpointPath -VpcId $dev -Hub shared -Service kms).Findings.Code.Where({ $_ -match 'Tgw|Route|Attachment' }) | Should -BeNullOrEmpty
    }

    It 'has a command that corrects it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'TgwAttachmentMissing'; state = { Remove-Attachment $shared } }
        @{ code = 'BadStateAttachment'; account = '222222222222'; state = {
                # The gateway of another account, which accepted the VPC once: a route to it stays when the VPC is attached anew.
                $subnet = Get-SandboxId $sandbox subnets subnetId 'dev-private-1a'
                Set-SandboxAccess $sandbox.Url '222222222222'
                $foreign = (New-Gateway).TransitGatewayId
                Set-SandboxAccess $sandbox.Url
                $attachment[$dev] = Add-Attachment $foreign $dev $subnet
                Set-SandboxAccess $sandbox.Url '222222222222'
                aws ec2 accept-transit-gateway-vpc-attachment --transit-gateway-attachment-id $attachment[$dev] --region ap-northeast-1
                Set-SandboxAccess $sandbox.Url
                Wait-Until { (Invoke-Aws ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids $attachment[$dev]).TransitGatewayVpcAttachments[0].State -eq 'available' }
                aws ec2 replace-route --route-table-id (Get-SandboxId $sandbox routeTables routeTableId 'dev-private') --destination-cidr-block 10.255.0.0/16 --transit-gateway-id $foreign --region ap-northeast-1
                Remove-Attachment $dev
                $null = Add-Attachment $foreign $dev $subnet
            }
        }
        @{ code = 'TgwRouteAzRestriction'; state = {
                aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id $attachment[$dev] --remove-subnet-ids (Get-SandboxId $sandbox subnets subnetId 'dev-private-1c') --region ap-northeast-1
                Wait-Until { (Invoke-Aws ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids $attachment[$dev]).TransitGatewayVpcAttachments[0].State -eq 'available' }
            }
        }
        @{ code = 'TgwAttachMissingTgwRtbAssociation'; state = {
                aws ec2 disassociate-transit-gateway-route-table --transit-gateway-route-table-id $table --transit-gateway-attachment-id $attachment[$dev] --region ap-northeast-1
                Wait-Until { $attachment[$dev] -notin (Invoke-Aws ec2 get-transit-gateway-route-table-associations --transit-gateway-route-table-id $table).Associations.TransitGatewayAttachmentId }
            }
        }
        @{ code = 'TgwRtbNoRouteToTgwAttachment'; state = { Disable-Propagation $shared } }
        @{ code = 'TgwRtbBadStateRoute'; state = {
                Disable-Propagation $shared
                Add-StaticRoute 10.255.0.0/16
            }
        }
        @{ code = 'TgwRtbMoreSpecificRoute'; state = { Add-StaticRoute 10.255.10.0/24 $stg } }
        @{ code = 'TgwRtbHigherPriorityRoute'; state = { Add-StaticRoute 10.255.0.0/16 $stg } }
        @{ code = 'TgwRtbCannotRoute'; state = {
                Disable-Propagation $shared
                Add-StaticRoute 0.0.0.0/0 $dev
            }
        }
    ) {
        $null = & $state
        Test-FindingCommand $code { Test-EndpointPath -VpcId $dev -Hub shared -Service kms } -Account ($account ?? '123456789012')
    }

    It 'has a command that shows it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'UnsupportedTarget'; state = {
                Disable-Propagation $shared
                Add-StaticRoute 10.255.0.0/16 $stg
            }
        }
        @{ code = 'SubnetWithoutClients'; shows = 'kms\s+Un'; state = {
                $small = (Invoke-Aws ec2 create-subnet --vpc-id $dev --cidr-block 10.2.200.0/28 --availability-zone ap-northeast-1a).Subnet.SubnetId
                aws ec2 modify-transit-gateway-vpc-attachment --transit-gateway-attachment-id $attachment[$dev] --add-subnet-ids $small --remove-subnet-ids (Get-SandboxId $sandbox subnets subnetId 'dev-private-1a') --region ap-northeast-1
                Wait-Until { (Invoke-Aws ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids $attachment[$dev]).TransitGatewayVpcAttachments[0].State -eq 'available' }
            }
        }
    ) {
        $null = & $state
        Test-FindingCommand $code { Test-EndpointPath -VpcId $dev -Hub shared -Service kms } -Shows ($shows ?? $attachment[$stg])
    }
}

Describe 'A problem of a connection over a Transit Gateway' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'has a command that shows it: <code>' -Skip:(-not $hasAwsCli) -ForEach @(
        @{ code = 'GroupReferenceOverTransitGateway'; shows = 'SourceSecurityGroupId'; script = {
                Connect-SpokeVpc -VpcId $dev -Hub shared -SourceSecurityGroupId (Invoke-Aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$dev").SecurityGroups[0].GroupId
            }
        }
        @{ code = 'WayNotProven'; shows = 'Unknown'; state = { Set-Fault $sandbox DescribeTransitGatewayAttachments UnauthorizedOperation }; script = { Connect-SpokeVpc -VpcId $dev -Hub shared } }
    ) {
        if ($state) { $null = & $state }
        $failure = try { . $script 2>&1 } catch { $_ }
        $failure = @($failure).Where({ $_ -is [System.Management.Automation.ErrorRecord] })[0]
        $failure.FullyQualifiedErrorId | Should -BeLike "$code,*"
        Invoke-Expression $failure.ErrorDetails.RecommendedAction 3>$null | Out-String | Should -Match $shows
    }
}
