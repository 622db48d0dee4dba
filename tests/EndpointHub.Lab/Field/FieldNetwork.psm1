# Builds the landscapes of field cases in a sandbox, by the requests that any client of AWS sends. Functions return ids, or objects with an Id.

$Account = '123456789012'
$Region = 'ap-northeast-1'

function Get-Signature ([string] $Service) {
    @{ Authorization = "AWS4-HMAC-SHA256 Credential=$Account/20260101/$Region/$Service/aws4_request, SignedHeaders=host, Signature=00" }
}

# One request to EC2. Lists are written as EC2 takes them: 'SubnetId.1'. Returns the members of the response.
function Invoke-FieldEc2 ([string] $Action, [hashtable] $Parameter = @{}) {
    $body = @{ Action = $Action; Version = '2016-11-15' } + $Parameter
    $answer = Invoke-RestMethod $env:AWS_ENDPOINT_URL -Method Post -Headers (Get-Signature ec2) -Body $body -SkipHeaderValidation
    $answer."${Action}Response"
}

function Invoke-FieldRoute53 ([string] $Path, [string] $Xml, [string] $Method = 'Post') {
    $headers = Get-Signature route53
    $content = if ($Xml) { @{ Body = $Xml; ContentType = 'text/xml' } } else { @{} }
    Invoke-RestMethod "$env:AWS_ENDPOINT_URL/2013-04-01/$Path" -Method $Method -Headers $headers -SkipHeaderValidation @content
}

function Invoke-FieldResolver ([string] $Action, [hashtable] $Body) {
    $headers = (Get-Signature route53resolver) + @{ 'X-Amz-Target' = "Route53Resolver.$Action" }
    Invoke-RestMethod $env:AWS_ENDPOINT_URL -Method Post -Headers $headers -SkipHeaderValidation -Body ($Body | ConvertTo-Json -Depth 9) -ContentType 'application/x-amz-json-1.1'
}

# The members 'NAME.1', 'NAME.2', … of a list.
function ConvertTo-Member ([string] $Name, [object[]] $Value) {
    $members = @{}
    for ($i = 0; $i -lt $Value.Count; $i++) { $members["$Name.$($i + 1)"] = $Value[$i] }
    $members
}

function ConvertTo-TagMember ([string] $ResourceType, [hashtable] $Tag) {
    $members = @{}
    $number = 0
    foreach ($key in $Tag.Keys) {
        $number++
        $members["TagSpecification.1.ResourceType"] = $ResourceType
        $members["TagSpecification.1.Tag.$number.Key"] = $key
        $members["TagSpecification.1.Tag.$number.Value"] = $Tag[$key]
    }
    $members
}

# A VPC with DNS on, and its main route table.
function New-FieldVpc ([string] $Name, [string[]] $Cidr) {
    $id = (Invoke-FieldEc2 CreateVpc (@{ CidrBlock = $Cidr[0] } + (ConvertTo-TagMember vpc @{ Name = $Name }))).vpc.vpcId
    $null = Invoke-FieldEc2 ModifyVpcAttribute @{ VpcId = $id; 'EnableDnsHostnames.Value' = 'true' }
    foreach ($more in @($Cidr | Select-Object -Skip 1)) { $null = Invoke-FieldEc2 AssociateVpcCidrBlock @{ VpcId = $id; CidrBlock = $more } }
    $tables = Invoke-FieldEc2 DescribeRouteTables @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $id }
    [pscustomobject]@{ Id = $id; Cidr = $Cidr[0]; Table = $tables.routeTableSet.item.routeTableId }
}

function New-FieldSubnet ($Vpc, [string] $Cidr, [string] $Zone = 'a', [string] $Table) {
    $id = (Invoke-FieldEc2 CreateSubnet @{ VpcId = $Vpc.Id; CidrBlock = $Cidr; AvailabilityZone = "$Region$Zone" }).subnet.subnetId
    if ($Table) { $null = Invoke-FieldEc2 AssociateRouteTable @{ RouteTableId = $Table; SubnetId = $id } }
    $id
}

function New-FieldTable ($Vpc) { (Invoke-FieldEc2 CreateRouteTable @{ VpcId = $Vpc.Id }).routeTable.routeTableId }

# A network interface, as a client has.
function New-FieldClient ([string] $SubnetId, [string] $GroupId) {
    $group = if ($GroupId) { @{ 'SecurityGroupId.1' = $GroupId } } else { @{} }
    (Invoke-FieldEc2 CreateNetworkInterface (@{ SubnetId = $SubnetId; Description = 'client' } + $group)).networkInterface.networkInterfaceId
}

function Add-FieldRoute ([string] $Table, [string] $To, [string] $Through) {
    $member = switch -Regex ($Through) {
        '^tgw-' { 'TransitGatewayId' }
        '^pcx-' { 'VpcPeeringConnectionId' }
        '^nat-' { 'NatGatewayId' }
        default { 'GatewayId' }
    }
    $null = Invoke-FieldEc2 CreateRoute @{ RouteTableId = $Table; DestinationCidrBlock = $To; $member = $Through }
}

# A security group that admits HTTPS from blocks. Like any new group it lets everything out.
function New-FieldGroup ($Vpc, [string] $Name, [string[]] $From = @()) {
    $id = (Invoke-FieldEc2 CreateSecurityGroup @{ VpcId = $Vpc.Id; GroupName = $Name; GroupDescription = $Name }).groupId
    foreach ($block in $From) { Add-FieldRule $id AuthorizeSecurityGroupIngress @{ 'IpPermissions.1.IpRanges.1.CidrIp' = $block } }
    $id
}

function Add-FieldRule ([string] $GroupId, [string] $Action, [hashtable] $Peer) {
    $https = @{ GroupId = $GroupId; 'IpPermissions.1.IpProtocol' = 'tcp'; 'IpPermissions.1.FromPort' = 443; 'IpPermissions.1.ToPort' = 443 }
    $null = Invoke-FieldEc2 $Action ($https + $Peer)
}

# Takes away the rule that lets everything out, and lets HTTPS out to peers: a group, a prefix list or a block.
function Set-FieldEgress ([string] $GroupId, [string[]] $To) {
    $null = Invoke-FieldEc2 RevokeSecurityGroupEgress @{ GroupId = $GroupId; 'IpPermissions.1.IpProtocol' = '-1'; 'IpPermissions.1.IpRanges.1.CidrIp' = '0.0.0.0/0' }
    foreach ($peer in $To) {
        $member = switch -Regex ($peer) {
            '^sg-' { 'Groups.1.GroupId' }
            '^pl-' { 'PrefixListIds.1.PrefixListId' }
            default { 'IpRanges.1.CidrIp' }
        }
        Add-FieldRule $GroupId AuthorizeSecurityGroupEgress @{ "IpPermissions.1.$member" = $peer }
    }
}

function Get-FieldS3List { (Invoke-FieldEc2 DescribePrefixLists).prefixListSet.item.Where({ $_.prefixListName -like '*.s3' }) }

# An interface endpoint. A hub's has the hub's tag and no private DNS.
function New-FieldEndpoint ($Vpc, [string] $Service, [string[]] $Subnet, [string] $GroupId, [string] $Hub, [string] $Policy, [hashtable] $Tag = @{}) {
    $tags = if ($Hub) { $Tag + @{ 'endpointhub:hub' = $Hub } } else { $Tag }
    $body = @{
        VpcId = $Vpc.Id; VpcEndpointType = 'Interface'; ServiceName = "com.amazonaws.$Region.$Service"; PrivateDnsEnabled = "$(-not $Hub)".ToLowerInvariant()
        'SecurityGroupId.1' = $GroupId
    }
    if ($Policy) { $body.PolicyDocument = $Policy }
    $made = (Invoke-FieldEc2 CreateVpcEndpoint ($body + (ConvertTo-Member SubnetId $Subnet) + (ConvertTo-TagMember vpc-endpoint $tags))).vpcEndpoint
    $made.vpcEndpointId
}

function New-FieldGateway ($Vpc, [string[]] $Table, [string] $Policy) {
    $body = @{ VpcId = $Vpc.Id; ServiceName = "com.amazonaws.$Region.s3" }
    if ($Policy) { $body.PolicyDocument = $Policy }
    (Invoke-FieldEc2 CreateVpcEndpoint ($body + (ConvertTo-Member RouteTableId $Table))).vpcEndpoint.vpcEndpointId
}

# An accepted peering connection with a route between the main tables in both directions.
function New-FieldPeering ($Spoke, $Hub) {
    $id = (Invoke-FieldEc2 CreateVpcPeeringConnection @{ VpcId = $Spoke.Id; PeerVpcId = $Hub.Id }).vpcPeeringConnection.vpcPeeringConnectionId
    Wait-Field { (Invoke-FieldEc2 DescribeVpcPeeringConnections @{ 'VpcPeeringConnectionId.1' = $id }).vpcPeeringConnectionSet.item.status.code -eq 'pending-acceptance' }
    $null = Invoke-FieldEc2 AcceptVpcPeeringConnection @{ VpcPeeringConnectionId = $id }
    Wait-Field { (Invoke-FieldEc2 DescribeVpcPeeringConnections @{ 'VpcPeeringConnectionId.1' = $id }).vpcPeeringConnectionSet.item.status.code -eq 'active' }
    Add-FieldRoute $Spoke.Table $Hub.Cidr $id
    Add-FieldRoute $Hub.Table $Spoke.Cidr $id
    $id
}

# A Transit Gateway, with default route tables or without.
function New-FieldTransitGateway ([switch] $WithoutDefaults) {
    $default = if ($WithoutDefaults) { 'disable' } else { 'enable' }
    $id = (Invoke-FieldEc2 CreateTransitGateway @{ 'Options.DefaultRouteTableAssociation' = $default; 'Options.DefaultRouteTablePropagation' = $default }).transitGateway.transitGatewayId
    Wait-Field { (Invoke-FieldEc2 DescribeTransitGateways @{ 'TransitGatewayIds.1' = $id }).transitGatewaySet.item.state -eq 'available' }
    $id
}

function New-FieldAttachment ([string] $TransitGatewayId, $Vpc, [string[]] $Subnet) {
    $body = @{ TransitGatewayId = $TransitGatewayId; VpcId = $Vpc.Id } + (ConvertTo-Member SubnetIds $Subnet)
    $id = (Invoke-FieldEc2 CreateTransitGatewayVpcAttachment $body).transitGatewayVpcAttachment.transitGatewayAttachmentId
    Wait-Field { (Invoke-FieldEc2 DescribeTransitGatewayVpcAttachments @{ 'TransitGatewayAttachmentIds.1' = $id }).transitGatewayVpcAttachments.item.state -eq 'available' }
    $id
}

# A route table of a Transit Gateway that some attachments use.
function New-FieldTransitTable ([string] $TransitGatewayId, [string[]] $For) {
    $id = (Invoke-FieldEc2 CreateTransitGatewayRouteTable @{ TransitGatewayId = $TransitGatewayId }).transitGatewayRouteTable.transitGatewayRouteTableId
    Wait-Field { (Invoke-FieldEc2 DescribeTransitGatewayRouteTables @{ 'TransitGatewayRouteTableIds.1' = $id }).transitGatewayRouteTables.item.state -eq 'available' }
    foreach ($attachment in $For) {
        $null = Invoke-FieldEc2 AssociateTransitGatewayRouteTable @{ TransitGatewayRouteTableId = $id; TransitGatewayAttachmentId = $attachment }
        Wait-Field { (Invoke-FieldEc2 GetTransitGatewayRouteTableAssociations @{ TransitGatewayRouteTableId = $id }).associations.item.Where({ $_.transitGatewayAttachmentId -eq $attachment }).state -eq 'associated' }
    }
    $id
}

function Add-FieldTransitRoute ([string] $Table, [string] $To, [string] $Attachment) {
    $null = Invoke-FieldEc2 CreateTransitGatewayRoute @{ TransitGatewayRouteTableId = $Table; DestinationCidrBlock = $To; TransitGatewayAttachmentId = $Attachment }
}

# The private DNS names that AWS describes for a service.
function Get-FieldName ([string] $Service) {
    $described = Invoke-FieldEc2 DescribeVpcEndpointServices @{ 'Filter.1.Name' = 'service-name'; 'Filter.1.Value.1' = "com.amazonaws.$Region.$Service" }
    $described.serviceDetailSet.item.Where({ $_.serviceType.item.serviceType -eq 'Interface' }).privateDnsNameSet.item.privateDnsName
}

# A private zone with records. A record leads to an endpoint as an alias, or to a name as a CNAME: @{ 'api.example' = 'vpce-…' }.
function New-FieldZone ([string] $Name, [object[]] $Vpc, [hashtable] $Record) {
    $place = { param($id) "<VPC><VPCRegion>$Region</VPCRegion><VPCId>$id</VPCId></VPC>" }
    $namespace = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"'
    $made = Invoke-FieldRoute53 hostedzone "<CreateHostedZoneRequest $namespace><Name>$Name</Name>$(& $place $Vpc[0].Id)<CallerReference>$([guid]::NewGuid())</CallerReference></CreateHostedZoneRequest>"
    $id = $made.CreateHostedZoneResponse.HostedZone.Id -replace '^/hostedzone/'
    foreach ($more in @($Vpc | Select-Object -Skip 1)) {
        $null = Invoke-FieldRoute53 "hostedzone/$id/associatevpc" "<AssociateVPCWithHostedZoneRequest $namespace>$(& $place $more.Id)</AssociateVPCWithHostedZoneRequest>"
    }
    $changes = foreach ($key in $Record.Keys) {
        $value = $Record[$key]
        if ($value -like 'vpce-*' -and $value -notlike '*.*') {
            $entry = Get-FieldRegionalName $value
            $data = "<Type>A</Type><AliasTarget><HostedZoneId>$($entry.hostedZoneId)</HostedZoneId><DNSName>$($entry.dnsName)</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>"
        } else {
            $data = "<Type>CNAME</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>$value</Value></ResourceRecord></ResourceRecords>"
        }
        "<Change><Action>CREATE</Action><ResourceRecordSet><Name>$key</Name>$data</ResourceRecordSet></Change>"
    }
    if ($changes) {
        $null = Invoke-FieldRoute53 "hostedzone/$id/rrset" "<ChangeResourceRecordSetsRequest $namespace><ChangeBatch><Changes>$changes</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>"
    }
    $id
}

function Get-FieldRegionalName ([string] $EndpointId) {
    @((Invoke-FieldEc2 DescribeVpcEndpoints @{ 'VpcEndpointId.1' = $EndpointId }).vpcEndpointSet.item.dnsEntrySet.item)[0]
}

# A zone for every private DNS name of a service, with the records that the names need. A wildcard has its apex beside it.
function New-FieldZoneSet ([string] $Service, [string] $EndpointId, [object[]] $Vpc) {
    foreach ($name in Get-FieldName $Service) {
        $zone = $name -replace '^\*\.'
        $records = if ($name -eq $zone) { @{ $zone = $EndpointId } } else { @{ $zone = $EndpointId; "*.$zone" = $EndpointId } }
        New-FieldZone $zone $Vpc $records
    }
}

# A rule that forwards a domain to servers elsewhere.
function New-FieldForwardingRule ([string] $Domain, $Vpc, [string[]] $Server) {
    $made = Invoke-FieldResolver CreateResolverRule @{
        CreatorRequestId = "$([guid]::NewGuid())"; RuleType = 'FORWARD'; DomainName = $Domain; ResolverEndpointId = 'rslvr-out-0123456789abcdef0'
        TargetIps = @($Server | ForEach-Object { @{ Ip = $_; Port = 53 } })
    }
    $null = Invoke-FieldResolver AssociateResolverRule @{ ResolverRuleId = $made.ResolverRule.Id; VPCId = $Vpc.Id }
    Wait-Field { (Invoke-FieldResolver ListResolverRuleAssociations @{}).ResolverRuleAssociations.Where({ $_.ResolverRuleId -eq $made.ResolverRule.Id }).Status -eq 'COMPLETE' }
    $made.ResolverRule.Id
}

function Set-FieldDnsServer ($Vpc, [string[]] $Server) {
    $body = @{ 'DhcpConfiguration.1.Key' = 'domain-name-servers' } + (ConvertTo-Member 'DhcpConfiguration.1.Value' $Server)
    $id = (Invoke-FieldEc2 CreateDhcpOptions $body).dhcpOptions.dhcpOptionsId
    $null = Invoke-FieldEc2 AssociateDhcpOptions @{ VpcId = $Vpc.Id; DhcpOptionsId = $id }
}

# A network ACL for subnets. A rule is @{ Number; Egress; Cidr; Ports = 443, 443 }.
function New-FieldAcl ($Vpc, [string[]] $Subnet, [hashtable[]] $Rule) {
    $id = (Invoke-FieldEc2 CreateNetworkAcl @{ VpcId = $Vpc.Id }).networkAcl.networkAclId
    foreach ($entry in $Rule) {
        $null = Invoke-FieldEc2 CreateNetworkAclEntry @{
            NetworkAclId = $id; RuleNumber = $entry.Number; Egress = "$([bool] $entry.Egress)".ToLowerInvariant(); CidrBlock = $entry.Cidr
            Protocol = '6'; RuleAction = 'allow'; 'PortRange.From' = $entry.Ports[0]; 'PortRange.To' = $entry.Ports[1]
        }
    }
    $acls = (Invoke-FieldEc2 DescribeNetworkAcls @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $Vpc.Id }).networkAclSet.item
    $present = $acls | Where-Object { $_.associationSet -isnot [string] } | ForEach-Object { $_.associationSet.item }
    foreach ($association in @($present | Where-Object subnetId -in $Subnet)) {
        $null = Invoke-FieldEc2 ReplaceNetworkAclAssociation @{ AssociationId = $association.networkAclAssociationId; NetworkAclId = $id }
    }
    $id
}

function New-FieldNat ($Vpc, [string] $SubnetId, [string] $Table) {
    $gateway = (Invoke-FieldEc2 CreateInternetGateway).internetGateway.internetGatewayId
    $null = Invoke-FieldEc2 AttachInternetGateway @{ InternetGatewayId = $gateway; VpcId = $Vpc.Id }
    Add-FieldRoute $Table '0.0.0.0/0' $gateway
    $address = (Invoke-FieldEc2 AllocateAddress).allocationId
    $nat = (Invoke-FieldEc2 CreateNatGateway @{ SubnetId = $SubnetId; AllocationId = $address }).natGateway.natGatewayId
    Wait-Field { (Invoke-FieldEc2 DescribeNatGateways @{ 'NatGatewayId.1' = $nat }).natGatewaySet.item.state -eq 'available' }
    $nat
}

# Where a name leads from a VPC: addresses, public, nxdomain.
function Resolve-FieldName ($Vpc, [string] $Name) { (Invoke-RestMethod "$env:AWS_ENDPOINT_URL/_sandbox/resolve?vpc=$($Vpc.Id)&name=$Name").kind }

function Get-FieldPeering { @((Invoke-FieldEc2 DescribeVpcPeeringConnections).vpcPeeringConnectionSet.item | Where-Object { $_ -and $_.status.code -eq 'active' }) }

function Get-FieldZone { @((Invoke-FieldRoute53 hostedzone -Method Get).ListHostedZonesResponse.HostedZones.HostedZone | Where-Object { $_ }) }

# The clock of the sandbox is fast, so that a change settles within a moment.
function Wait-Field ([scriptblock] $Condition) {
    $end = [datetime]::UtcNow.AddSeconds(60)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $end) { throw "The landscape did not come to: $Condition" }
        Start-Sleep -Milliseconds 15
    }
}

# Waits until every endpoint is available and every zone is in sync.
function Wait-FieldSettled {
    Wait-Field { -not @((Invoke-FieldEc2 DescribeVpcEndpoints).vpcEndpointSet.item | Where-Object { $_ -and $_.state -eq 'pending' }).Count }
    Start-Sleep -Milliseconds 150
}

Export-ModuleMember -Function *-Field*
