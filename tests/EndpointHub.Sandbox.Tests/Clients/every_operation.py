"""Every operation that the sandbox covers, called by boto3: in success, in the error cases that AWS's rules name, page by page, and
with the waiters that botocore has. Prints one JSON line for each check and, last, what was called.

    python3 every_operation.py URL        # The URL of a sandbox whose clock runs some hundred times as fast.
"""
import json
import sys
import time

import boto3
import botocore.config
import botocore.exceptions

URL, REGION, MINE, OTHER = sys.argv[1], "ap-northeast-1", "123456789012", "210987654321"
KMS, ECR, S3 = (f"com.amazonaws.{REGION}.{s}" for s in ("kms", "ecr.dkr", "s3"))
KMS_NAME = f"kms.{REGION}.amazonaws.com"
called, refused, paged, waited = set(), set(), {}, set()
answered = set()  # With the service: two services have an operation of the same name.


def client(service, account=MINE, region=REGION):
    config = botocore.config.Config(retries={"total_max_attempts": 1})
    made = boto3.client(service, endpoint_url=URL, region_name=region, aws_access_key_id=account, aws_secret_access_key="any", config=config)

    def note(http_response, parsed, model, **_):
        code = parsed.get("Error", {}).get("Code")
        if code:
            return refused.add((model.name, code))
        called.add(model.name)
        answered.add((service, model.name))

    made.meta.events.register("after-call", note)
    return made


ec2, r53, sts = client("ec2"), client("route53", region="us-east-1"), client("sts")
ec2_other, r53_other = client("ec2", OTHER), client("route53", OTHER, "us-east-1")
resolver, profiles, resolver_other, profiles_other = client("route53resolver"), client("route53profiles"), client("route53resolver", OTHER), client("route53profiles", OTHER)


def say(check, ok, detail=""):
    print(json.dumps({"check": check, "ok": bool(ok), "detail": str(detail)[:800]}), flush=True)


def error(code, call, **parameters):
    """The call must be refused with that code."""
    name = getattr(call, "__name__", str(call))
    try:
        call(**parameters)
    except botocore.exceptions.ClientError as e:
        say(f"{name} is refused with {code}", e.response["Error"]["Code"] == code, e)
    else:
        say(f"{name} is refused with {code}", False, f"it succeeded: {parameters}")


def until(check, holds, patience=20):
    """Waits until a condition holds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if holds():
            return say(check, True)
        time.sleep(0.02)
    say(check, False, "it never came to be")


def pages(api, operation, key, page_size=5, at_least=2, **parameters):
    """The pages end, contain the whole list together, and none is longer than requested."""
    paginator = api.get_paginator(operation)
    paging = {"PaginationConfig": {"PageSize": page_size}} if page_size else {}
    asked = {name: value for name, value in parameters.items() if page_size or name != "MaxResults"}
    whole = None
    for _ in range(50):  # A change may settle between two pages. Only lists of an unchanged network are compared.
        before = [i for p in paginator.paginate(**asked) for i in p.get(key, [])]
        seen = list(paginator.paginate(**paging, **parameters))
        whole = [i for p in paginator.paginate(**asked) for i in p.get(key, [])]
        if before == whole:
            break
    page_size = page_size or int(parameters["MaxResults"])
    items = [i for p in seen for i in p.get(key, [])]
    paged[operation] = len(seen)
    say(f"{operation} in pages of {page_size}", items == whole and len(seen) >= at_least and all(len(p.get(key, [])) <= page_size for p in seen),
        f"{len(seen)} pages, {len(items)} of {len(whole)}")


def wait(api, name, **parameters):
    try:
        api.get_waiter(name).wait(WaiterConfig={"Delay": 0.1, "MaxAttempts": 200}, **parameters)
        waited.add(name)
        say(f"waiter {name}", True)
    except botocore.exceptions.WaiterError as e:
        say(f"waiter {name}", False, e)


def tags(kind, name):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}]}]


def vpcs_and_subnets(w):
    w.vpcs = [ec2.create_vpc(CidrBlock=f"10.{i}.0.0/16", TagSpecifications=tags("vpc", f"v{i}"))["Vpc"]["VpcId"] for i in range(2, 10)]
    w.vpc, w.hub = w.vpcs[:2]
    wait(ec2, "vpc_available", VpcIds=w.vpcs)
    wait(ec2, "vpc_exists", VpcIds=w.vpcs)
    for v in w.vpcs:
        ec2.modify_vpc_attribute(VpcId=v, EnableDnsHostnames={"Value": True})
    say("enableDnsHostnames", ec2.describe_vpc_attribute(VpcId=w.vpc, Attribute="enableDnsHostnames")["EnableDnsHostnames"]["Value"])
    error("InvalidVpc.Range", ec2.create_vpc, CidrBlock="10.0.0.0/8")
    error("InvalidVpcID.NotFound", ec2.describe_vpcs, VpcIds=["vpc-0123456789abcdef0"])
    error("DryRunOperation", ec2.create_vpc, CidrBlock="10.0.0.0/16", DryRun=True)
    second = ec2.associate_vpc_cidr_block(VpcId=w.vpc, CidrBlock="100.64.0.0/24")["CidrBlockAssociation"]["AssociationId"]
    ec2.disassociate_vpc_cidr_block(AssociationId=second)
    w.subnets = [ec2.create_subnet(VpcId=w.vpc, CidrBlock=f"10.2.{i}.0/24", AvailabilityZone=REGION + z)["Subnet"]["SubnetId"]
                 for i, z in enumerate("acdacdac")]
    w.hub_subnet = ec2.create_subnet(VpcId=w.hub, CidrBlock="10.3.1.0/24", AvailabilityZone=REGION + "a")["Subnet"]["SubnetId"]
    wait(ec2, "subnet_available", SubnetIds=w.subnets)
    error("InvalidSubnet.Conflict", ec2.create_subnet, VpcId=w.vpc, CidrBlock="10.2.1.0/25")
    error("InvalidSubnet.Range", ec2.create_subnet, VpcId=w.vpc, CidrBlock="10.77.1.0/24")
    error("InvalidSubnetID.NotFound", ec2.delete_subnet, SubnetId="subnet-0123456789abcdef0")
    ec2.modify_subnet_attribute(SubnetId=w.subnets[0], MapPublicIpOnLaunch={"Value": True})
    error("DependencyViolation", ec2.delete_vpc, VpcId=w.vpc)
    ec2.delete_subnet(SubnetId=ec2.create_subnet(VpcId=w.vpc, CidrBlock="10.2.200.0/24")["Subnet"]["SubnetId"])
    dedicated = ec2.create_vpc(CidrBlock="10.99.0.0/16", InstanceTenancy="dedicated", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
    ec2.modify_vpc_tenancy(VpcId=dedicated["VpcId"], InstanceTenancy="default")
    say("modify_vpc_tenancy", ec2.describe_vpcs(VpcIds=[dedicated["VpcId"]])["Vpcs"][0]["InstanceTenancy"] == "default")
    inside = dedicated["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].replace("::/56", "::/64")
    both = ec2.create_subnet(VpcId=dedicated["VpcId"], CidrBlock="10.99.1.0/24")["Subnet"]["SubnetId"]
    error("InvalidSubnet.Range", ec2.associate_subnet_cidr_block, SubnetId=both, Ipv6CidrBlock="2001:db8::/64")
    block = ec2.associate_subnet_cidr_block(SubnetId=both, Ipv6CidrBlock=inside)["Ipv6CidrBlockAssociation"]["AssociationId"]
    error("InvalidSubnet.Conflict", ec2.associate_subnet_cidr_block, SubnetId=both, Ipv6CidrBlock=inside)
    ec2.disassociate_subnet_cidr_block(AssociationId=block)
    error("InvalidSubnetCidrBlockAssociationID.NotFound", ec2.disassociate_subnet_cidr_block, AssociationId=block)
    ec2.delete_subnet(SubnetId=both)
    ec2.delete_vpc(VpcId=dedicated["VpcId"])
    ec2.create_tags(Resources=w.vpcs, Tags=[{"Key": "env", "Value": "dev"}])
    ec2.delete_tags(Resources=w.vpcs[:1], Tags=[{"Key": "env"}])
    pages(ec2, "describe_vpcs", "Vpcs")
    pages(ec2, "describe_subnets", "Subnets")
    pages(ec2, "describe_tags", "Tags")
    ec2.describe_availability_zones()
    ec2.describe_regions()
    ec2.describe_account_attributes()


def security(w):
    w.groups = [ec2.create_security_group(GroupName=f"g{i}", Description="d", VpcId=w.vpc)["GroupId"] for i in range(8)]
    wait(ec2, "security_group_exists", GroupIds=w.groups)
    g, rule = w.groups[0], [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "a"}]}]
    bare = [{**rule[0], "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]
    error("InvalidGroup.Duplicate", ec2.create_security_group, GroupName="g0", Description="d", VpcId=w.vpc)
    made = ec2.authorize_security_group_ingress(GroupId=g, IpPermissions=rule)["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    ec2.authorize_security_group_egress(GroupId=g, IpPermissions=rule)
    error("InvalidPermission.Duplicate", ec2.authorize_security_group_ingress, GroupId=g, IpPermissions=bare)
    error("InvalidPermission.Duplicate", ec2.authorize_security_group_egress, GroupId=g, IpPermissions=bare)
    error("RulesPerSecurityGroupLimitExceeded", ec2.authorize_security_group_ingress, GroupId=g, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": p, "ToPort": p, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]} for p in range(1, 62)])
    ec2.modify_security_group_rules(GroupId=g, SecurityGroupRules=[{"SecurityGroupRuleId": made, "SecurityGroupRule": {
        "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "10.0.0.0/8", "Description": "b"}}])
    ec2.update_security_group_rule_descriptions_ingress(GroupId=g, IpPermissions=rule)
    ec2.update_security_group_rule_descriptions_egress(GroupId=g, IpPermissions=rule)
    ec2.authorize_security_group_ingress(GroupId=w.groups[1], IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": g}]}])
    error("DependencyViolation", ec2.delete_security_group, GroupId=g)
    pages(ec2, "describe_security_groups", "SecurityGroups")
    pages(ec2, "describe_security_group_rules", "SecurityGroupRules")
    ec2.revoke_security_group_ingress(GroupId=g, IpPermissions=bare)
    ec2.revoke_security_group_egress(GroupId=g, IpPermissions=bare)
    error("InvalidPermission.NotFound", ec2.revoke_security_group_ingress, GroupId=g, IpPermissions=bare)
    error("InvalidPermission.NotFound", ec2.revoke_security_group_egress, GroupId=g, IpPermissions=bare)
    error("InvalidGroup.NotFound", ec2.delete_security_group, GroupId="sg-0123456789abcdef0")
    default = [s["GroupId"] for s in ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [w.vpc]}])["SecurityGroups"] if s["GroupName"] == "default"]
    error("CannotDelete", ec2.delete_security_group, GroupId=default[0])
    ec2.delete_security_group(GroupId=w.groups.pop())


def acls(w):
    w.acls = [ec2.create_network_acl(VpcId=w.vpc)["NetworkAcl"]["NetworkAclId"] for _ in range(3)]
    entry = dict(NetworkAclId=w.acls[0], RuleNumber=100, Protocol="6", RuleAction="allow", Egress=False, CidrBlock="10.0.0.0/8", PortRange={"From": 443, "To": 443})
    ec2.create_network_acl_entry(**entry)
    error("NetworkAclEntryAlreadyExists", ec2.create_network_acl_entry, **entry)
    for i in range(1, 19):
        ec2.create_network_acl_entry(**{**entry, "RuleNumber": 100 + i})
    error("NetworkAclEntryLimitExceeded", ec2.create_network_acl_entry, **{**entry, "RuleNumber": 900})
    ec2.replace_network_acl_entry(**{**entry, "RuleAction": "deny"})
    ec2.delete_network_acl_entry(NetworkAclId=w.acls[0], RuleNumber=100, Egress=False)
    error("InvalidNetworkAclEntry.NotFound", ec2.delete_network_acl_entry, NetworkAclId=w.acls[0], RuleNumber=100, Egress=False)
    own = ec2.describe_network_acls(Filters=[{"Name": "association.subnet-id", "Values": [w.subnets[7]]}])["NetworkAcls"][0]
    association = next(a["NetworkAclAssociationId"] for a in own["Associations"] if a["SubnetId"] == w.subnets[7])
    ec2.replace_network_acl_association(AssociationId=association, NetworkAclId=w.acls[0])
    error("DependencyViolation", ec2.delete_network_acl, NetworkAclId=w.acls[0])
    error("InvalidNetworkAclID.NotFound", ec2.delete_network_acl, NetworkAclId="acl-0123456789abcdef0")
    pages(ec2, "describe_network_acls", "NetworkAcls")
    ec2.delete_network_acl(NetworkAclId=w.acls.pop())


def gateways_and_interfaces(w):
    igws = [ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"] for _ in range(7)]
    w.igw = igws[0]
    wait(ec2, "internet_gateway_exists", InternetGatewayIds=igws)
    ec2.attach_internet_gateway(InternetGatewayId=w.igw, VpcId=w.vpc)
    error("Resource.AlreadyAssociated", ec2.attach_internet_gateway, InternetGatewayId=w.igw, VpcId=w.vpc)
    error("DependencyViolation", ec2.delete_internet_gateway, InternetGatewayId=w.igw)
    pages(ec2, "describe_internet_gateways", "InternetGateways")
    ec2.attach_internet_gateway(InternetGatewayId=igws[1], VpcId=w.hub)
    ec2.detach_internet_gateway(InternetGatewayId=igws[1], VpcId=w.hub)
    error("Gateway.NotAttached", ec2.detach_internet_gateway, InternetGatewayId=igws[1], VpcId=w.hub)
    ec2.delete_internet_gateway(InternetGatewayId=igws[1])
    addresses = [ec2.allocate_address(Domain="vpc")["AllocationId"] for _ in range(8)]
    ec2.describe_addresses()
    pages(ec2, "describe_addresses_attribute", "Addresses", at_least=1, Attribute="domain-name")
    card = ec2.create_network_interface(SubnetId=w.subnets[0])["NetworkInterface"]["NetworkInterfaceId"]
    wait(ec2, "network_interface_available", NetworkInterfaceIds=[card])
    ec2.modify_network_interface_attribute(NetworkInterfaceId=card, Description={"Value": "mine"})
    ec2.describe_network_interface_attribute(NetworkInterfaceId=card, Attribute="description")
    more = ec2.assign_private_ip_addresses(NetworkInterfaceId=card, SecondaryPrivateIpAddressCount=1)["AssignedPrivateIpAddresses"][0]["PrivateIpAddress"]
    ec2.unassign_private_ip_addresses(NetworkInterfaceId=card, PrivateIpAddresses=[more])
    joined = ec2.associate_address(AllocationId=addresses[7], NetworkInterfaceId=card)["AssociationId"]
    error("InvalidIPAddress.InUse", ec2.release_address, AllocationId=addresses[7])
    ec2.disassociate_address(AssociationId=joined)
    ec2.release_address(AllocationId=addresses[7])
    ec2.delete_network_interface(NetworkInterfaceId=card)
    error("InvalidNetworkInterfaceID.NotFound", ec2.delete_network_interface, NetworkInterfaceId=card)
    nats = [ec2.create_nat_gateway(SubnetId=w.subnets[0], AllocationId=a)["NatGateway"]["NatGatewayId"] for a in addresses[:7]]
    w.nat = nats[0]
    error("Resource.AlreadyAssociated", ec2.create_nat_gateway, SubnetId=w.subnets[0], AllocationId=addresses[0])
    wait(ec2, "nat_gateway_available", NatGatewayIds=nats)
    pages(ec2, "describe_nat_gateways", "NatGateways")
    pages(ec2, "describe_network_interfaces", "NetworkInterfaces")
    ec2.delete_nat_gateway(NatGatewayId=nats[6])
    wait(ec2, "nat_gateway_deleted", NatGatewayIds=[nats[6]])
    eigws = [ec2.create_egress_only_internet_gateway(VpcId=v)["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"] for v in w.vpcs[:7]]
    pages(ec2, "describe_egress_only_internet_gateways", "EgressOnlyInternetGateways")
    ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=eigws[0])
    options = [ec2.create_dhcp_options(DhcpConfigurations=[{"Key": "domain-name", "Values": [f"d{i}.internal"]}])["DhcpOptions"]["DhcpOptionsId"] for i in range(7)]
    ec2.associate_dhcp_options(DhcpOptionsId=options[0], VpcId=w.vpc)
    error("DependencyViolation", ec2.delete_dhcp_options, DhcpOptionsId=options[0])
    pages(ec2, "describe_dhcp_options", "DhcpOptions")
    ec2.associate_dhcp_options(DhcpOptionsId="default", VpcId=w.vpc)
    ec2.delete_dhcp_options(DhcpOptionsId=options[0])


def prefix_lists(w):
    w.lists = [ec2.create_managed_prefix_list(PrefixListName=f"l{i}", MaxEntries=9, AddressFamily="IPv4",
                                             Entries=[{"Cidr": f"10.{i}.{n}.0/24"} for n in range(3)])["PrefixList"]["PrefixListId"] for i in range(3)]
    one = w.lists[0]
    until("a prefix list is made", lambda: ec2.describe_managed_prefix_lists(PrefixListIds=[one])["PrefixLists"][0]["State"].endswith("complete"))
    ec2.modify_managed_prefix_list(PrefixListId=one, CurrentVersion=1, AddEntries=[{"Cidr": "10.200.0.0/16"}])
    until("a prefix list is changed", lambda: ec2.describe_managed_prefix_lists(PrefixListIds=[one])["PrefixLists"][0]["State"] == "modify-complete")
    pages(ec2, "describe_managed_prefix_lists", "PrefixLists", page_size=1)
    pages(ec2, "get_managed_prefix_list_entries", "Entries", page_size=1, PrefixListId=one)
    ec2.authorize_security_group_ingress(GroupId=w.groups[2], IpPermissions=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "PrefixListIds": [{"PrefixListId": one}]}])
    ec2.authorize_security_group_ingress(GroupId=w.groups[3], IpPermissions=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "PrefixListIds": [{"PrefixListId": one}]}])
    pages(ec2, "get_managed_prefix_list_associations", "PrefixListAssociations", page_size=5, at_least=1, PrefixListId=one)
    pages(ec2, "describe_prefix_lists", "PrefixLists", at_least=1)
    error("InvalidPrefixListID.NotFound", ec2.get_managed_prefix_list_entries, PrefixListId="pl-0123456789abcdef0")
    ec2.delete_managed_prefix_list(PrefixListId=w.lists.pop())


def routes_and_peerings(w):
    tables = [ec2.create_route_table(VpcId=w.vpc)["RouteTable"]["RouteTableId"] for _ in range(3)]
    w.table = tables[0]
    joined = ec2.associate_route_table(RouteTableId=w.table, SubnetId=w.subnets[0])["AssociationId"]
    error("Resource.AlreadyAssociated", ec2.associate_route_table, RouteTableId=tables[1], SubnetId=w.subnets[0])
    error("DependencyViolation", ec2.delete_route_table, RouteTableId=w.table)
    joined = ec2.replace_route_table_association(AssociationId=joined, RouteTableId=tables[1])["NewAssociationId"]
    ec2.disassociate_route_table(AssociationId=joined)
    ec2.create_route(RouteTableId=w.table, DestinationCidrBlock="0.0.0.0/0", GatewayId=w.igw)
    error("RouteAlreadyExists", ec2.create_route, RouteTableId=w.table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=w.nat)
    ec2.replace_route(RouteTableId=w.table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=w.nat)
    ec2.delete_route(RouteTableId=w.table, DestinationCidrBlock="0.0.0.0/0")
    error("InvalidRoute.NotFound", ec2.delete_route, RouteTableId=w.table, DestinationCidrBlock="0.0.0.0/0")
    error("InvalidParameterValue", ec2.replace_route, RouteTableId=w.table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=w.nat)
    for i in range(50):
        ec2.create_route(RouteTableId=w.table, DestinationCidrBlock=f"172.16.{i}.0/24", NatGatewayId=w.nat)
    error("RouteLimitExceeded", ec2.create_route, RouteTableId=w.table, DestinationCidrBlock="172.17.0.0/24", NatGatewayId=w.nat)
    error("InvalidRouteTableID.NotFound", ec2.delete_route_table, RouteTableId="rtb-0123456789abcdef0")
    pages(ec2, "describe_route_tables", "RouteTables")
    ec2.delete_route_table(RouteTableId=tables[2])

    peerings = [ec2.create_vpc_peering_connection(VpcId=w.vpc, PeerVpcId=v)["VpcPeeringConnection"]["VpcPeeringConnectionId"] for v in w.vpcs[1:]]
    w.peering = peerings[0]
    wait(ec2, "vpc_peering_connection_exists", VpcPeeringConnectionIds=peerings)

    def status(p):
        return ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[p])["VpcPeeringConnections"][0]["Status"]["Code"]

    until("peerings wait for acceptance", lambda: all(status(p) == "pending-acceptance" for p in peerings))
    for p in peerings[:2]:
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=p)
    until("a peering becomes active", lambda: status(w.peering) == "active")
    error("VpcPeeringConnectionAlreadyExists", ec2.create_vpc_peering_connection, VpcId=w.vpc, PeerVpcId=w.hub)
    error("InvalidStateTransition", ec2.accept_vpc_peering_connection, VpcPeeringConnectionId=w.peering)
    ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=peerings[2])
    error("InvalidStateTransition", ec2.reject_vpc_peering_connection, VpcPeeringConnectionId=peerings[2])
    error("InvalidStateTransition", ec2.delete_vpc_peering_connection, VpcPeeringConnectionId=peerings[2])
    error("InvalidVpcPeeringConnectionID.NotFound", ec2.delete_vpc_peering_connection, VpcPeeringConnectionId="pcx-0123456789abcdef0")
    pages(ec2, "describe_vpc_peering_connections", "VpcPeeringConnections")
    ec2.modify_vpc_peering_connection_options(VpcPeeringConnectionId=w.peering, RequesterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": True})
    ec2.modify_vpc_attribute(VpcId=w.hub, EnableDnsHostnames={"Value": False})
    error("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled", ec2.modify_vpc_peering_connection_options,
          VpcPeeringConnectionId=w.peering, AccepterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": True})
    ec2.modify_vpc_attribute(VpcId=w.hub, EnableDnsHostnames={"Value": True})
    hub_group = ec2.create_security_group(GroupName="hub", Description="d", VpcId=w.hub)["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=hub_group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                                         "UserIdGroupPairs": [{"GroupId": w.groups[0], "UserId": MINE}]}])
    say("a group is referenced across a peering", ec2.describe_security_group_references(GroupId=[w.groups[0]])["SecurityGroupReferenceSet"][0]["ReferencingVpcId"] == w.hub)
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=w.peering)
    wait(ec2, "vpc_peering_connection_deleted", VpcPeeringConnectionIds=[w.peering])
    pages(ec2, "describe_stale_security_groups", "StaleSecurityGroupSet", at_least=1, VpcId=w.hub)
    lost = ec2.create_vpc_peering_connection(VpcId=w.vpc, PeerVpcId="vpc-0123456789abcdef0")["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    until("a peering with an unknown VPC fails", lambda: status(lost) == "failed")


def transit(w):
    gateways = [ec2.create_transit_gateway(Description=f"t{i}")["TransitGateway"]["TransitGatewayId"] for i in range(7)]
    one = gateways[0]

    def settled(call, key, **parameters):
        return lambda: all(i["State"] not in ("pending", "modifying", "deleting") for i in call(**parameters)[key])

    until("transit gateways become available", settled(ec2.describe_transit_gateways, "TransitGateways"))
    pages(ec2, "describe_transit_gateways", "TransitGateways")
    ec2.modify_transit_gateway(TransitGatewayId=one, Description="changed")
    until("a transit gateway is changed", settled(ec2.describe_transit_gateways, "TransitGateways"))
    error("DuplicateSubnetsInSameZone", ec2.create_transit_gateway_vpc_attachment, TransitGatewayId=one, VpcId=w.vpc, SubnetIds=[w.subnets[0], w.subnets[3]])
    a = [ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=g, VpcId=w.vpc, SubnetIds=[w.subnets[0]])["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
         for g in gateways]
    error("DuplicateTransitGatewayAttachment", ec2.create_transit_gateway_vpc_attachment, TransitGatewayId=one, VpcId=w.vpc, SubnetIds=[w.subnets[1]])
    until("attachments become available", settled(ec2.describe_transit_gateway_vpc_attachments, "TransitGatewayVpcAttachments"))
    ec2.modify_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=a[0], AddSubnetIds=[w.subnets[1]])
    until("an attachment is changed", settled(ec2.describe_transit_gateway_vpc_attachments, "TransitGatewayVpcAttachments"))
    pages(ec2, "describe_transit_gateway_vpc_attachments", "TransitGatewayVpcAttachments")
    pages(ec2, "describe_transit_gateway_attachments", "TransitGatewayAttachments")
    tables = [ec2.create_transit_gateway_route_table(TransitGatewayId=one)["TransitGatewayRouteTable"]["TransitGatewayRouteTableId"] for _ in range(6)]
    t = tables[0]
    until("route tables become available", settled(ec2.describe_transit_gateway_route_tables, "TransitGatewayRouteTables"))
    pages(ec2, "describe_transit_gateway_route_tables", "TransitGatewayRouteTables")
    default = next(x["TransitGatewayRouteTableId"] for x in ec2.describe_transit_gateway_route_tables(Filters=[{"Name": "transit-gateway-id", "Values": [one]}])[
        "TransitGatewayRouteTables"] if x["DefaultAssociationRouteTable"])
    where = dict(TransitGatewayAttachmentId=a[0])
    ec2.disassociate_transit_gateway_route_table(TransitGatewayRouteTableId=default, **where)
    until("an association ends", lambda: not ec2.get_transit_gateway_route_table_associations(TransitGatewayRouteTableId=default)["Associations"])
    ec2.associate_transit_gateway_route_table(TransitGatewayRouteTableId=t, **where)
    ec2.enable_transit_gateway_route_table_propagation(TransitGatewayRouteTableId=t, **where)
    until("an association begins", lambda: [x["State"] for x in ec2.get_transit_gateway_route_table_associations(TransitGatewayRouteTableId=t)["Associations"]] == ["associated"])
    pages(ec2, "get_transit_gateway_route_table_associations", "Associations", at_least=1, TransitGatewayRouteTableId=t)
    pages(ec2, "get_transit_gateway_route_table_propagations", "TransitGatewayRouteTablePropagations", at_least=1, TransitGatewayRouteTableId=t)
    pages(ec2, "get_transit_gateway_attachment_propagations", "TransitGatewayAttachmentPropagations", at_least=1, **where)
    ec2.create_transit_gateway_route(TransitGatewayRouteTableId=t, DestinationCidrBlock="172.20.0.0/16", **where)
    ec2.replace_transit_gateway_route(TransitGatewayRouteTableId=t, DestinationCidrBlock="172.20.0.0/16", Blackhole=True)
    say("routes are found", len(ec2.search_transit_gateway_routes(TransitGatewayRouteTableId=t, Filters=[{"Name": "type", "Values": ["static"]}])["Routes"]) == 1)
    for i in range(6):
        ec2.create_transit_gateway_route(TransitGatewayRouteTableId=t, DestinationCidrBlock=f"172.{21 + i}.0.0/16", Blackhole=True)
    if ec2.can_paginate("search_transit_gateway_routes"):
        pages(ec2, "search_transit_gateway_routes", "Routes", TransitGatewayRouteTableId=t, Filters=[{"Name": "type", "Values": ["static"]}])
    ec2.delete_transit_gateway_route(TransitGatewayRouteTableId=t, DestinationCidrBlock="172.20.0.0/16")
    reference = dict(TransitGatewayRouteTableId=t, PrefixListId=w.lists[0])
    ec2.create_transit_gateway_prefix_list_reference(**reference, **where)
    ec2.modify_transit_gateway_prefix_list_reference(**reference, Blackhole=True)
    pages(ec2, "get_transit_gateway_prefix_list_references", "TransitGatewayPrefixListReferences", at_least=1, TransitGatewayRouteTableId=t)
    ec2.delete_transit_gateway_prefix_list_reference(**reference)
    ec2.disable_transit_gateway_route_table_propagation(TransitGatewayRouteTableId=t, **where)
    ec2.delete_transit_gateway_route_table(TransitGatewayRouteTableId=tables[5])
    ec2.delete_transit_gateway_vpc_attachment(TransitGatewayAttachmentId=a[6])

    def gone():
        found = ec2.describe_transit_gateway_vpc_attachments(Filters=[{"Name": "transit-gateway-id", "Values": [gateways[6]]}])["TransitGatewayVpcAttachments"]
        return all(x["State"] == "deleted" for x in found)

    until("an attachment is deleted", gone)
    ec2.delete_transit_gateway(TransitGatewayId=gateways[6])
    error("InvalidTransitGatewayID.NotFound", ec2.describe_transit_gateways, TransitGatewayIds=["tgw-0123456789abcdef0"])


def endpoints(w):
    make = ec2.create_vpc_endpoint
    common = dict(VpcId=w.vpc, VpcEndpointType="Interface")
    error("InvalidServiceName", make, **common, ServiceName="com.amazonaws.mars", SubnetIds=[w.subnets[0]])
    error("DuplicateSubnetsInSameZone", make, **common, ServiceName=KMS, SubnetIds=[w.subnets[0], w.subnets[3]])
    error("InvalidSubnetID.NotFound", make, **common, ServiceName=KMS, SubnetIds=["subnet-0123456789abcdef0"])
    error("InvalidPolicyDocument", make, **common, ServiceName=KMS, SubnetIds=[w.subnets[0]], PolicyDocument="{")
    error("InvalidParameter", make, VpcId=w.vpc, ServiceName=KMS)
    token = dict(**common, ServiceName=KMS, SubnetIds=[w.subnets[0]], ClientToken="once", TagSpecifications=tags("vpc-endpoint", "kms"))
    first = make(**token)["VpcEndpoint"]
    w.kms = first["VpcEndpointId"]
    say("ZONEIDPENDING at first", any(e["HostedZoneId"] == "ZONEIDPENDING" for e in first["DnsEntries"]))
    say("a token gives the same endpoint", make(**token)["VpcEndpoint"]["VpcEndpointId"] == w.kms)
    error("IdempotentParameterMismatch", make, **{**token, "ServiceName": ECR})
    error("InvalidParameter", make, **common, ServiceName=KMS, SubnetIds=[w.subnets[1]])

    def state(e):
        return ec2.describe_vpc_endpoints(VpcEndpointIds=[e])["VpcEndpoints"][0]["State"]

    until("an endpoint becomes available", lambda: state(w.kms) == "available")
    gateway = make(VpcId=w.vpc, ServiceName=S3, RouteTableIds=[w.table])["VpcEndpoint"]["VpcEndpointId"]
    error("RouteAlreadyExists", make, VpcId=w.vpc, ServiceName=S3, RouteTableIds=[w.table])
    others = [make(VpcId=v, ServiceName=S3)["VpcEndpoint"]["VpcEndpointId"] for v in w.vpcs[1:3]]
    say("gateway endpoints are available at once", all(state(o) == "available" for o in others))
    error("InvalidVpcEndpointId.NotFound", ec2.modify_vpc_endpoint, VpcEndpointId="vpce-0123456789abcdef0")
    ec2.modify_vpc_endpoint(VpcEndpointId=w.kms, AddSubnetIds=[w.subnets[1]], AddSecurityGroupIds=[w.groups[0]])

    def state_after_a_change():
        ec2.modify_vpc_endpoint(VpcEndpointId=w.kms, PolicyDocument=json.dumps({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]}))
        return state(w.kms)

    # A change settles within milliseconds here. A busy machine can miss the pending state of one change, but hardly of all.
    until("pending after a change", lambda: state_after_a_change() == "pending")
    until("available again", lambda: state(w.kms) == "available")
    error("DuplicateSubnetsInSameZone", ec2.modify_vpc_endpoint, VpcEndpointId=w.kms, AddSubnetIds=[w.subnets[3]])
    error("DependencyViolation", ec2.delete_security_group, GroupId=w.groups[0])
    error("InvalidVpcEndpointId.NotFound", ec2.describe_vpc_endpoints, VpcEndpointIds=["vpce-0123456789abcdef0"])
    pages(ec2, "describe_vpc_endpoints", "VpcEndpoints", page_size=1)
    pages(ec2, "describe_vpc_endpoint_services", "ServiceDetails", at_least=4)
    error("InvalidServiceName", ec2.describe_vpc_endpoint_services, ServiceNames=["com.amazonaws.mars"])
    failed = ec2.delete_vpc_endpoints(VpcEndpointIds=[gateway, "vpce-0123456789abcdef0"])["Unsuccessful"]
    say("deleting lists what failed", [f["ResourceId"] for f in failed] == ["vpce-0123456789abcdef0"] and failed[0]["Error"]["Code"].startswith("InvalidVpcEndpoint"))
    small = ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=small, EnableDnsSupport={"Value": False})
    error("InvalidParameter", make, VpcId=small, VpcEndpointType="Interface", ServiceName=KMS)
    ec2.delete_vpc(VpcId=small)


def zones(w):
    def vpc(v):
        return {"VPCRegion": REGION, "VPCId": v}

    def create(name, v, reference, api=r53):
        return api.create_hosted_zone(Name=name, CallerReference=reference, **({"VPC": vpc(v)} if v else {}))

    error("ConflictingDomainExists", r53.create_hosted_zone, Name=KMS_NAME, CallerReference="c1", VPC=vpc(w.vpc))
    error("InvalidVPCId", r53.create_hosted_zone, Name="x.internal", CallerReference="c2", VPC=vpc("vpc-0123456789abcdef0"))
    error("InvalidDomainName", r53.create_hosted_zone, Name="a..b", CallerReference="c3")
    made = create(KMS_NAME, w.hub, "z1")
    zone, change = made["HostedZone"]["Id"], made["ChangeInfo"]["Id"]
    error("HostedZoneAlreadyExists", r53.create_hosted_zone, Name="y.internal", CallerReference="z1", VPC=vpc(w.hub))
    wait(r53, "resource_record_sets_changed", Id=change)
    error("ConflictingDomainExists", r53.associate_vpc_with_hosted_zone, HostedZoneId=zone, VPC=vpc(w.vpc))
    error("LastVPCAssociation", r53.disassociate_vpc_from_hosted_zone, HostedZoneId=zone, VPC=vpc(w.hub))
    ec2.modify_vpc_endpoint(VpcEndpointId=w.kms, PrivateDnsEnabled=False)
    error("ConflictingDomainExists", r53.associate_vpc_with_hosted_zone, HostedZoneId=zone, VPC=vpc(w.vpc))

    def associated():
        try:
            r53.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc(w.vpc))
            return True
        except r53.exceptions.ConflictingDomainExists:
            return False

    until("the zone is associated when private DNS is gone", associated)
    error("ConflictingDomainExists", r53.associate_vpc_with_hosted_zone, HostedZoneId=zone, VPC=vpc(w.vpc))
    error("InvalidParameter", ec2.modify_vpc_endpoint, VpcEndpointId=w.kms, PrivateDnsEnabled=True)
    error("NoSuchHostedZone", r53.associate_vpc_with_hosted_zone, HostedZoneId="Z00000000000000000000", VPC=vpc(w.vpc))
    error("VPCAssociationNotFound", r53.disassociate_vpc_from_hosted_zone, HostedZoneId=zone, VPC=vpc(w.vpcs[4]))
    public = create("example.com", None, "z2")["HostedZone"]["Id"]
    error("PublicZoneVPCAssociation", r53.associate_vpc_with_hosted_zone, HostedZoneId=public, VPC=vpc(w.vpc))

    foreign = [ec2_other.create_vpc(CidrBlock=f"10.{i}.0.0/16")["Vpc"]["VpcId"] for i in (40, 41, 42)]
    error("NotAuthorizedException", r53_other.associate_vpc_with_hosted_zone, HostedZoneId=zone, VPC=vpc(foreign[0]))
    for f in foreign:
        r53.create_vpc_association_authorization(HostedZoneId=zone, VPC=vpc(f))
    error("NoSuchHostedZone", r53_other.create_vpc_association_authorization, HostedZoneId=zone, VPC=vpc(foreign[0]))
    pages(r53, "list_vpc_association_authorizations", "VPCs", page_size=None, HostedZoneId=zone, MaxResults="1")
    r53_other.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc(foreign[0]))
    r53.delete_vpc_association_authorization(HostedZoneId=zone, VPC=vpc(foreign[0]))
    error("VPCAssociationAuthorizationNotFound", r53.delete_vpc_association_authorization, HostedZoneId=zone, VPC=vpc(foreign[0]))
    say("it stays associated", foreign[0] in [v["VPCId"] for v in r53.get_hosted_zone(Id=zone)["VPCs"]])
    r53_other.disassociate_vpc_from_hosted_zone(HostedZoneId=zone, VPC=vpc(foreign[0]))
    error("NoSuchHostedZone", r53_other.get_hosted_zone, Id=zone)

    def record(action, name, value="10.9.9.9", kind="A"):
        return dict(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": {
            "Name": name, "Type": kind, "TTL": 60, "ResourceRecords": [{"Value": value}]}}]})

    for i in range(4):
        r53.change_resource_record_sets(**record("CREATE", f"r{i}.{KMS_NAME}"))
    error("InvalidChangeBatch", r53.change_resource_record_sets, **record("CREATE", f"r0.{KMS_NAME}"))
    error("InvalidChangeBatch", r53.change_resource_record_sets, **record("DELETE", f"r0.{KMS_NAME}", "10.1.1.1"))
    error("NoSuchHostedZone", r53.change_resource_record_sets, **{**record("CREATE", "x.y"), "HostedZoneId": "Z00000000000000000000"})
    r53.change_resource_record_sets(**record("UPSERT", f"*.{KMS_NAME}"))
    say("a wildcard is listed escaped", any(r["Name"] == f"\\052.{KMS_NAME}." for r in r53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]))
    pages(r53, "list_resource_record_sets", "ResourceRecordSets", page_size=1, HostedZoneId=zone)
    pages(r53, "list_hosted_zones", "HostedZones", page_size=1)
    error("HostedZoneNotEmpty", r53.delete_hosted_zone, Id=zone)
    error("NoSuchChange", r53.get_change, Id="C00000000000000000000")
    r53.list_hosted_zones_by_name(MaxItems="1")
    by_vpc = [z["Name"] for z in r53.list_hosted_zones_by_vpc(VPCId=w.hub, VPCRegion=REGION)["HostedZoneSummaries"]]
    say("zones by VPC", by_vpc == [KMS_NAME + "."], by_vpc)
    r53.get_hosted_zone_count()
    say("limit of VPCs", r53.get_hosted_zone_limit(HostedZoneId=zone, Type="MAX_VPCS_ASSOCIATED_BY_ZONE")["Count"] == 2)
    r53.get_account_limit(Type="MAX_HOSTED_ZONES_BY_OWNER")
    r53.get_dnssec(HostedZoneId=public)
    error("InvalidArgument", r53.get_dnssec, HostedZoneId=zone)
    r53.update_hosted_zone_comment(Id=zone, Comment="hello")
    bare = zone.split("/")[-1]
    r53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=bare, AddTags=[{"Key": "a", "Value": "b"}])
    say("tags of a zone", r53.list_tags_for_resource(ResourceType="hostedzone", ResourceId=bare)["ResourceTagSet"]["Tags"] == [{"Key": "a", "Value": "b"}])
    r53.list_tags_for_resources(ResourceType="hostedzone", ResourceIds=[bare])
    r53.delete_hosted_zone(Id=public)
    error("NoSuchHostedZone", r53.get_hosted_zone, Id=public)


def resolver_rules(w):
    def make(domain, request, **more):
        return resolver.create_resolver_rule(CreatorRequestId=request, DomainName=domain, **{"RuleType": "SYSTEM", **more})["ResolverRule"]

    forwards = dict(RuleType="FORWARD", ResolverEndpointId="rslvr-out-0123456789abcdef0", TargetIps=[{"Ip": "192.0.2.45"}])
    rule = make("Corp.Example.com", "r1", Name="my rule", **forwards)
    say("a rule as AWS answers it", (rule["DomainName"], rule["Status"], rule["TargetIps"], rule["ShareStatus"]) == ("corp.example.com.", "COMPLETE", [{"Ip": "192.0.2.45", "Port": 53}], "NOT_SHARED"), rule)
    for i in range(2, 6):
        make(f"r{i}.example.com", f"r{i}")
    w.rule = rule["Id"]
    say("get_resolver_rule", resolver.get_resolver_rule(ResolverRuleId=w.rule)["ResolverRule"] == rule)
    error("ResourceExistsException", resolver.create_resolver_rule, CreatorRequestId="r1", RuleType="SYSTEM", DomainName="a.b")
    error("InvalidRequestException", resolver.create_resolver_rule, CreatorRequestId="r9", RuleType="RECURSIVE", DomainName="a.b")
    error("InvalidParameterException", resolver.create_resolver_rule, CreatorRequestId="r9", **{**forwards, "DomainName": ".."})
    error("InvalidRequestException", resolver.create_resolver_rule, CreatorRequestId="r9", **{**forwards, "RuleType": "SYSTEM", "DomainName": "a.b"})
    error("ResourceNotFoundException", resolver.get_resolver_rule, ResolverRuleId="rslvr-rr-0123456789abcdef0")
    error("ResourceNotFoundException", resolver_other.get_resolver_rule, ResolverRuleId=w.rule)
    error("InvalidParameterException", resolver.list_resolver_rules, Filters=[{"Name": "Colour", "Values": ["red"]}])
    error("InvalidNextTokenException", resolver.list_resolver_rules, NextToken="made up")
    named = resolver.list_resolver_rules(Filters=[{"Name": "DOMAIN_NAME", "Values": ["corp.example.com."]}])["ResolverRules"]
    say("rules by domain", [r["Id"] for r in named] == [w.rule], named)
    pages(resolver, "list_resolver_rules", "ResolverRules", page_size=2, at_least=3)

    made = resolver.associate_resolver_rule(ResolverRuleId=w.rule, VPCId=w.hub, Name="hub")["ResolverRuleAssociation"]
    say("an association is being created", made["Status"] == "CREATING", made)

    def status():
        return resolver.get_resolver_rule_association(ResolverRuleAssociationId=made["Id"])["ResolverRuleAssociation"]["Status"]

    until("an association is complete", lambda: status() == "COMPLETE")
    error("InvalidRequestException", resolver.associate_resolver_rule, ResolverRuleId=w.rule, VPCId=w.hub)
    error("InvalidParameterException", resolver.associate_resolver_rule, ResolverRuleId=w.rule, VPCId="vpc-0123456789abcdef0")
    error("ResourceNotFoundException", resolver.associate_resolver_rule, ResolverRuleId="rslvr-rr-0123456789abcdef0", VPCId=w.hub)
    error("ResourceNotFoundException", resolver.get_resolver_rule_association, ResolverRuleAssociationId="rslvr-rrassoc-0123456789abcdef0")
    error("ResourceInUseException", resolver.delete_resolver_rule, ResolverRuleId=w.rule)
    pages(resolver, "list_resolver_rule_associations", "ResolverRuleAssociations", page_size=2, at_least=3)
    of_hub = resolver.list_resolver_rule_associations(Filters=[{"Name": "VPCId", "Values": [w.hub]}])["ResolverRuleAssociations"]
    say("associations of a VPC", [a["ResolverRuleId"] for a in of_hub] == ["rslvr-autodefined-rr-internet-resolver", w.rule], of_hub)
    resolver.disassociate_resolver_rule(ResolverRuleId=w.rule, VPCId=w.hub)
    until("an association is gone", lambda: not any(
        a["Id"] == made["Id"] for a in resolver.list_resolver_rule_associations()["ResolverRuleAssociations"]))
    error("ResourceNotFoundException", resolver.disassociate_resolver_rule, ResolverRuleId=w.rule, VPCId=w.hub)
    doomed = make("doomed.example.com", "doomed")["Id"]
    say("a rule is being deleted", resolver.delete_resolver_rule(ResolverRuleId=doomed)["ResolverRule"]["Status"] == "DELETING")
    until("a rule is gone", lambda: doomed not in [r["Id"] for r in resolver.list_resolver_rules()["ResolverRules"]])
    error("ResourceNotFoundException", resolver.delete_resolver_rule, ResolverRuleId=doomed)


def dns_firewall(w):
    made = resolver.create_firewall_domain_list(Name="names", CreatorRequestId="l1")["FirewallDomainList"]
    names = made["Id"]
    say("a domain list as AWS answers it", (made["Status"], made["DomainCount"]) == ("COMPLETE", 0), made)
    done = resolver.update_firewall_domains(FirewallDomainListId=names, Operation="ADD", Domains=["kms.example.com", "*.example.org", "*"])
    say("update_firewall_domains", (done["Id"], done["Name"]) == (names, "names"), done)
    error("ValidationException", resolver.update_firewall_domains, FirewallDomainListId=names, Operation="ADD", Domains=["a b"])
    error("ResourceNotFoundException", resolver.update_firewall_domains, FirewallDomainListId="rslvr-fdl-0123456789abcdef0", Operation="ADD", Domains=["a"])
    say("get_firewall_domain_list", resolver.get_firewall_domain_list(FirewallDomainListId=names)["FirewallDomainList"]["DomainCount"] == 3)
    pages(resolver, "list_firewall_domains", "Domains", page_size=1, at_least=3, FirewallDomainListId=names)
    pages(resolver, "list_firewall_domain_lists", "FirewallDomainLists", page_size=2, at_least=3)
    managed = [one["Id"] for one in resolver.list_firewall_domain_lists()["FirewallDomainLists"] if one.get("ManagedOwnerName")]
    error("AccessDeniedException", resolver.list_firewall_domains, FirewallDomainListId=managed[0])
    error("ResourceNotFoundException", resolver_other.get_firewall_domain_list, FirewallDomainListId=names)

    groups = [resolver.create_firewall_rule_group(Name=f"group {i}", CreatorRequestId=f"g{i}")["FirewallRuleGroup"] for i in range(3)]
    group = groups[0]["Id"]
    say("a rule group as AWS answers it", (groups[0]["Status"], groups[0]["RuleCount"], groups[0]["OwnerId"]) == ("COMPLETE", 0, MINE), groups[0])
    blocks = dict(FirewallRuleGroupId=group, Action="BLOCK", BlockResponse="OVERRIDE", BlockOverrideDomain="sinkhole.example.com", BlockOverrideDnsType="CNAME", BlockOverrideTtl=60)
    rule = resolver.create_firewall_rule(Name="blocks", FirewallDomainListId=names, Priority=300, Qtype="A", **blocks)["FirewallRule"]
    say("a rule as AWS answers it", (rule["BlockOverrideTtl"], rule["FirewallDomainRedirectionAction"]) == (60, "INSPECT_REDIRECTION_DOMAIN"), rule)
    resolver.create_firewall_rule(Name="managed", FirewallRuleGroupId=group, FirewallDomainListId=managed[0], Priority=100, Action="ALERT")
    guard = resolver.create_firewall_rule(
        Name="tunnels", FirewallRuleGroupId=group, DnsThreatProtection="DNS_TUNNELING", ConfidenceThreshold="HIGH", Priority=200, Action="ALERT")["FirewallRule"]
    error("ValidationException", resolver.create_firewall_rule, Name="again", FirewallDomainListId=managed[1], Priority=300, **blocks)
    error("ResourceNotFoundException", resolver.create_firewall_rule, Name="no list", FirewallDomainListId="rslvr-fdl-0123456789abcdef0", Priority=301, **blocks)
    pages(resolver, "list_firewall_rules", "FirewallRules", page_size=1, at_least=3, FirewallRuleGroupId=group)
    error("ResourceNotFoundException", resolver.list_firewall_rules, FirewallRuleGroupId="rslvr-frg-0123456789abcdef0")
    say("get_firewall_rule_group", resolver.get_firewall_rule_group(FirewallRuleGroupId=group)["FirewallRuleGroup"]["RuleCount"] == 3)

    for i, other in enumerate(groups):
        resolver.associate_firewall_rule_group(FirewallRuleGroupId=other["Id"], VpcId=w.hub, Priority=200 + i, Name="hub")
    error("ConflictException", resolver.associate_firewall_rule_group, FirewallRuleGroupId=group, VpcId=w.hub, Priority=300, Name="hub")
    error("ValidationException", resolver.associate_firewall_rule_group, FirewallRuleGroupId=group, VpcId=w.vpcs[1], Priority=1, Name="spoke")
    error("ResourceNotFoundException", resolver.associate_firewall_rule_group, FirewallRuleGroupId=group, VpcId="vpc-0123456789abcdef0", Priority=300, Name="none")
    pages(resolver, "list_firewall_rule_group_associations", "FirewallRuleGroupAssociations", page_size=1, at_least=3, VpcId=w.hub)
    association = resolver.list_firewall_rule_group_associations(VpcId=w.hub, Priority=200)["FirewallRuleGroupAssociations"][0]["Id"]
    until("a rule group is associated", lambda: resolver.get_firewall_rule_group_association(
        FirewallRuleGroupAssociationId=association)["FirewallRuleGroupAssociation"]["Status"] == "COMPLETE")
    error("ConflictException", resolver.delete_firewall_rule_group, FirewallRuleGroupId=group)
    error("ConflictException", resolver.delete_firewall_domain_list, FirewallDomainListId=names)
    gone = resolver.disassociate_firewall_rule_group(FirewallRuleGroupAssociationId=association)["FirewallRuleGroupAssociation"]
    say("a rule group is being disassociated", gone["Status"] == "DELETING", gone)
    until("a rule group is free again", lambda: len(resolver.list_firewall_rule_group_associations(VpcId=w.hub)["FirewallRuleGroupAssociations"]) == 2)
    error("ResourceNotFoundException", resolver.get_firewall_rule_group_association, FirewallRuleGroupAssociationId=association)
    resolver.delete_firewall_rule(FirewallRuleGroupId=group, FirewallDomainListId=names, Qtype="A")
    resolver.delete_firewall_rule(FirewallRuleGroupId=group, FirewallThreatProtectionId=guard["FirewallThreatProtectionId"])
    error("ResourceNotFoundException", resolver.delete_firewall_rule, FirewallRuleGroupId=group, FirewallDomainListId=names, Qtype="A")
    say("a rule group is deleted", resolver.delete_firewall_rule_group(FirewallRuleGroupId=group)["FirewallRuleGroup"]["Status"] == "DELETING")
    say("a domain list is deleted", resolver.delete_firewall_domain_list(FirewallDomainListId=names)["FirewallDomainList"]["Status"] == "DELETING")
    error("ResourceNotFoundException", resolver.get_firewall_rule_group, FirewallRuleGroupId=group)
    w.group = groups[1]["Id"]


def dns_profiles(w):
    made = profiles.create_profile(Name="hub", ClientToken="p0")["Profile"]
    profile = made["Id"]
    say("a Profile as AWS answers it", (made["Status"], made["ShareStatus"], made["CreationTime"].year > 2000) == ("COMPLETE", "NOT_SHARED", True), made)
    say("the same token", profiles.create_profile(Name="hub", ClientToken="p0")["Profile"]["Id"] == profile)
    error("InvalidParameterException", profiles.create_profile, Name="another", ClientToken="p0")
    error("ValidationException", profiles.create_profile, Name="123", ClientToken="p9")
    others = [profiles.create_profile(Name=f"p {i}")["Profile"]["Id"] for i in range(3)]
    pages(profiles, "list_profiles", "ProfileSummaries", page_size=2)
    say("get_profile", profiles.get_profile(ProfileId=profile)["Profile"] == made)
    error("ResourceNotFoundException", profiles.get_profile, ProfileId="rp-0123456789abcdef0")
    error("ResourceNotFoundException", profiles_other.get_profile, ProfileId=profile)

    association = profiles.associate_profile(Name="spoke", ProfileId=profile, ResourceId=w.vpcs[2])["ProfileAssociation"]
    say("a VPC is being associated", association["Status"] == "CREATING", association)
    error("ResourceExistsException", profiles.associate_profile, Name="spoke", ProfileId=others[0], ResourceId=w.vpcs[2])
    error("ResourceNotFoundException", profiles.associate_profile, Name="spoke", ProfileId=profile, ResourceId="vpc-0123456789abcdef0")
    for v in w.vpcs[3:6]:
        profiles.associate_profile(Name="spoke", ProfileId=profile, ResourceId=v)
    until("a VPC is associated", lambda: profiles.get_profile_association(
        ProfileAssociationId=association["Id"])["ProfileAssociation"]["Status"] == "COMPLETE")
    pages(profiles, "list_profile_associations", "ProfileAssociations", page_size=2, ProfileId=profile)
    error("ResourceNotFoundException", profiles.get_profile_association, ProfileAssociationId="rpassoc-0123456789abcdef0")

    zone = r53.create_hosted_zone(Name="profiled.internal", CallerReference="profiled", VPC={"VPCRegion": REGION, "VPCId": w.hub})["HostedZone"]["Id"]
    arns = [f"arn:aws:route53:::{zone.strip('/')}", f"arn:aws:route53resolver:{REGION}:{MINE}:resolver-rule/{w.rule}", f"arn:aws:ec2:{REGION}:{MINE}:vpc-endpoint/{w.kms}"]
    held = [profiles.associate_resource_to_profile(Name="held", ProfileId=profile, ResourceArn=a)["ProfileResourceAssociation"] for a in arns]
    say("what a Profile holds", [h["ResourceArn"] for h in held] == arns and all(h["Status"] == "CREATING" for h in held), held)
    error("ConflictException", profiles.associate_resource_to_profile, Name="held", ProfileId=profile, ResourceArn=arns[0])
    error("ResourceNotFoundException", profiles.associate_resource_to_profile, Name="held", ProfileId=profile, ResourceArn="arn:aws:route53:::hostedzone/Z00000000000000000000")
    error("InvalidParameterException", profiles.associate_resource_to_profile, Name="held", ProfileId=profile, ResourceArn="arn:aws:s3:::bucket")
    filters = f"arn:aws:route53resolver:{REGION}:{MINE}:firewall-rule-group/{w.group}"
    error("InvalidParameterException", profiles.associate_resource_to_profile, Name="filters", ProfileId=profile, ResourceArn=filters)
    group = profiles.associate_resource_to_profile(Name="filters", ProfileId=profile, ResourceArn=filters, ResourceProperties='{"priority":102}')["ProfileResourceAssociation"]
    say("a rule group in a Profile", (group["ResourceType"], json.loads(group["ResourceProperties"])) == ("FIREWALL_RULE_GROUP", {"priority": 102}), group)
    until("a resource is associated", lambda: profiles.get_profile_resource_association(
        ProfileResourceAssociationId=held[0]["Id"])["ProfileResourceAssociation"]["Status"] == "COMPLETE")
    error("ResourceNotFoundException", profiles.get_profile_resource_association, ProfileResourceAssociationId="rpr-0123456789abcdef0")
    pages(profiles, "list_profile_resource_associations", "ProfileResourceAssociations", page_size=1, at_least=3, ProfileId=profile)
    error("ResourceNotFoundException", profiles.list_profile_resource_associations, ProfileId="rp-0123456789abcdef0")
    error("ResourceInUseException", resolver.delete_resolver_rule, ResolverRuleId=w.rule)
    gone = profiles.disassociate_resource_from_profile(ProfileId=profile, ResourceArn=arns[0])["ProfileResourceAssociation"]
    say("a resource is being disassociated", gone["Status"] == "DELETING", gone)
    until("a resource is gone", lambda: len(profiles.list_profile_resource_associations(ProfileId=profile)["ProfileResourceAssociations"]) == 3)
    error("ResourceNotFoundException", profiles.disassociate_resource_from_profile, ProfileId=profile, ResourceArn=arns[0])
    error("ConflictException", profiles.delete_profile, ProfileId=profile)
    say("a VPC is being disassociated", profiles.disassociate_profile(ProfileId=profile, ResourceId=w.vpcs[2])["ProfileAssociation"]["Status"] == "DELETING")
    error("ResourceNotFoundException", profiles.disassociate_profile, ProfileId=profile, ResourceId="vpc-0123456789abcdef0")
    until("a VPC is free again", lambda: not profiles.list_profile_associations(ResourceId=w.vpcs[2])["ProfileAssociations"])
    say("a Profile is deleted", profiles.delete_profile(ProfileId=others[0])["Profile"]["Status"] == "DELETED")
    error("ResourceNotFoundException", profiles.delete_profile, ProfileId=others[0])


def other_accounts(w):
    say("the account is the key", sts.get_caller_identity()["Account"] == MINE)
    role = sts.assume_role(RoleArn=f"arn:aws:iam::{OTHER}:role/hub", RoleSessionName="session")["Credentials"]["AccessKeyId"]
    say("a role is its account", client("sts", role).get_caller_identity()["Account"] == OTHER)
    gateway = ec2_other.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    try:
        accept_shared(w, gateway)
    except botocore.exceptions.ClientError as e:
        say("an attachment to another account's transit gateway", False, e)


def accept_shared(w, gateway):
    until("the other's transit gateway is available", lambda: ec2_other.describe_transit_gateways(TransitGatewayIds=[gateway])["TransitGateways"][0]["State"] == "available")
    for verb, v in (("accept", w.vpcs[0]), ("reject", w.vpcs[1])):
        subnet = w.subnets[0] if v == w.vpc else w.hub_subnet
        a = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=v, SubnetIds=[subnet])["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"]
        until("it waits for acceptance", lambda: ec2_other.describe_transit_gateway_attachments(TransitGatewayAttachmentIds=[a])[
            "TransitGatewayAttachments"][0]["State"] == "pendingAcceptance")
        getattr(ec2_other, f"{verb}_transit_gateway_vpc_attachment")(TransitGatewayAttachmentId=a)


class World:
    pass


def network_controls(w):
    def vpc():
        return ec2.describe_vpcs(VpcIds=[w.vpc])["Vpcs"][0]

    ec2.modify_vpc_block_public_access_options(InternetGatewayBlockMode="block-bidirectional")
    say("a VPC shows that public access is blocked", vpc()["BlockPublicAccessStates"]["InternetGatewayBlockMode"] == "block-bidirectional")
    ec2.create_vpc_block_public_access_exclusion(SubnetId=w.subnets[0], InternetGatewayExclusionMode="allow-bidirectional")
    subnet = ec2.describe_subnets(SubnetIds=[w.subnets[0]])["Subnets"][0]
    say("an excluded subnet shows that nothing is blocked", subnet["BlockPublicAccessStates"]["InternetGatewayBlockMode"] == "off")
    error("InvalidParameterCombination", ec2.create_vpc_block_public_access_exclusion, InternetGatewayExclusionMode="allow-egress")
    ec2.modify_vpc_block_public_access_options(InternetGatewayBlockMode="off")
    control = ec2.create_vpc_encryption_control(VpcId=w.vpc)["VpcEncryptionControl"]["VpcEncryptionControlId"]
    ec2.modify_vpc_encryption_control(VpcEncryptionControlId=control, Mode="enforce", VpcPeeringExclusion="enable")
    shown = vpc()["EncryptionControl"]
    say("a VPC shows its encryption control", shown["Mode"] == "enforce" and shown["ResourceExclusions"]["VpcPeering"]["State"] == "enabled", shown)
    error("InvalidVpcEncryptionControlId.NotFound", ec2.modify_vpc_encryption_control, VpcEncryptionControlId="vpcec-0123456789abcdef0", Mode="monitor")


def main():
    world = World()
    for part in (vpcs_and_subnets, security, acls, gateways_and_interfaces, prefix_lists, routes_and_peerings, transit, endpoints, zones, resolver_rules, dns_firewall, dns_profiles, network_controls, other_accounts):
        try:
            part(world)
        except Exception as e:  # The next parts are still tested.
            say(f"the part {part.__name__}", False, f"{type(e).__name__}: {e} at line {e.__traceback__.tb_next.tb_lineno if e.__traceback__.tb_next else 0}")
    paginators = {o for api in (ec2, r53, resolver, profiles) for o, m in api.meta.method_to_api_mapping.items()
                  if (api.meta.service_model.service_name, m) in answered and api.can_paginate(o)}
    say("every paginator was run", not paginators - set(paged), sorted(paginators - set(paged)))
    print(json.dumps({"called": sorted(called), "refused": sorted(f"{o} {c}" for o, c in refused), "waiters": sorted(waited)}))


main()
