using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Landscapes;

/// <summary>
/// Networks for tests: each method adds one resource to a snapshot, with everything that AWS would create along with it.
/// Ids are readable (<c>vpc-dev</c>, <c>vpce-dev-ecr.dkr</c>); nothing in the domain depends on their form.
/// </summary>
internal static class Landscape
{
    public const string Region = "ap-northeast-1";
    public const string HubName = "shared";
    public const string HubVpc = "vpc-shared";

    public static readonly HubKey Hub = new(HubName, HubVpc);

    public static readonly Location Tokyo = new("123456789012", Region);

    /// <summary>The eight services that each environment has an endpoint for.</summary>
    public static readonly ValueList<string> EightServices = ValueList.Of(
        "ecr.api",
        "ecr.dkr",
        "ssm",
        "ssmmessages",
        "ec2messages",
        "logs",
        "kms",
        "secretsmanager"
    );

    /// <summary>
    /// Tokyo: dev 10.2.0.0/16, stg 10.3.0.0/16 and prd 10.4.0.0/16, each with private subnets in 1a and 1c and endpoints for the eight services
    /// in 1a with private DNS on and an S3 gateway endpoint; shared 10.255.0.0/16 with two subnets and nothing else.
    /// </summary>
    public static NetworkSnapshot Seed() => Seed(EightServices);

    /// <summary>The same landscape with fewer services.</summary>
    public static NetworkSnapshot Seed(ValueList<string> services) =>
        services.Aggregate(Environments(services), (network, service) => network.WithService(service));

    /// <summary>The full name of a service in the landscape's region.</summary>
    public static string Service(string name) => ServiceName.InFull(name, Region, []);

    /// <summary>A VPC with its main route table, default network ACL and default security group, and a subnet in 1a and in 1c.</summary>
    public static NetworkSnapshot WithEnvironment(this NetworkSnapshot network, string name, string cidr)
    {
        var block = Cidr.Parse(cidr);
        return network
            .WithVpc($"vpc-{name}", cidr)
            .WithSubnet($"subnet-{name}-a", $"vpc-{name}", new Cidr(block.Network, 24).ToString(), "1a")
            .WithSubnet($"subnet-{name}-c", $"vpc-{name}", new Cidr(new Ipv4(block.Network.Value + 256), 24).ToString(), "1c");
    }

    public static NetworkSnapshot WithVpc(this NetworkSnapshot network, string id, params string[] cidrs)
    {
        var vpc = new Vpc
        {
            Id = id,
            Location = Tokyo,
            Cidrs = cidrs.Select(Cidr.Parse).ToValueList(),
            EnableDnsHostnames = true,
        };
        return network with
        {
            Vpcs = network.Vpcs.With(vpc),
            RouteTables = network.RouteTables.With(Table($"rtb-{Suffix(id)}", vpc) with { IsMain = true }),
            NetworkAcls = network.NetworkAcls.With(
                new NetworkAcl
                {
                    Id = $"acl-{Suffix(id)}",
                    VpcId = id,
                    IsDefault = true,
                    Entries = OpenAcl(),
                }
            ),
            SecurityGroups = network.SecurityGroups.With(
                new SecurityGroup
                {
                    Id = $"sg-{Suffix(id)}-default",
                    VpcId = id,
                    Name = "default",
                    Ingress = ValueList.Of(new SecurityRule(Traffic.All, new RulePeer(GroupId: $"sg-{Suffix(id)}-default"))),
                    Egress = ValueList.Of(new SecurityRule(Traffic.All, RulePeer.From(Cidr.Everything))),
                }
            ),
        };
    }

    /// <summary>A subnet with the main route table and the default network ACL; its zone is given without the region.</summary>
    public static NetworkSnapshot WithSubnet(this NetworkSnapshot network, string id, string vpcId, string cidr, string zone) =>
        network with
        {
            Subnets = network.Subnets.With(
                new Subnet
                {
                    Id = id,
                    VpcId = vpcId,
                    Cidr = Cidr.Parse(cidr),
                    AvailabilityZone = $"ap-northeast-{zone}",
                }
            ),
        };

    /// <summary>A custom route table of some subnets, with the VPC's local routes.</summary>
    public static NetworkSnapshot WithRouteTable(this NetworkSnapshot network, string id, string vpcId, params string[] subnetIds) =>
        network with
        {
            RouteTables = network.RouteTables.With(Table(id, network.Vpcs[vpcId]) with { SubnetIds = subnetIds.ToValueList() }),
        };

    public static NetworkSnapshot WithRoute(this NetworkSnapshot network, string tableId, string cidr, RouteTarget target, bool blackhole = false) =>
        network with
        {
            RouteTables = network.RouteTables.With(
                network.RouteTables[tableId].With(new Route(RouteDestination.To(Cidr.Parse(cidr)), target, blackhole))
            ),
        };

    /// <summary>A route that a virtual private gateway propagates, beside existing routes.</summary>
    public static NetworkSnapshot WithPropagated(this NetworkSnapshot network, string tableId, string cidr) =>
        network with
        {
            RouteTables = network.RouteTables.With(
                network
                    .RouteTables[tableId]
                    .With(new Route(RouteDestination.To(Cidr.Parse(cidr)), new RouteTarget(RouteTargetKind.Gateway, "vgw-0a"), IsPropagated: true))
            ),
        };

    public static NetworkSnapshot WithSecurityGroup(this NetworkSnapshot network, string id, string vpcId, params SecurityRule[] ingress) =>
        network with
        {
            SecurityGroups = network.SecurityGroups.With(
                new SecurityGroup
                {
                    Id = id,
                    VpcId = vpcId,
                    Name = id,
                    Ingress = SecurityRule.Ordered(ingress),
                    Egress = ValueList.Of(new SecurityRule(Traffic.All, RulePeer.From(Cidr.Everything))),
                }
            ),
        };

    /// <summary>An active peering, requested by the first VPC.</summary>
    public static NetworkSnapshot WithPeering(
        this NetworkSnapshot network,
        string id,
        string requesterVpcId,
        string accepterVpcId,
        string state = PeeringState.Active
    ) =>
        network with
        {
            Peerings = network.Peerings.With(
                new Peering
                {
                    Id = id,
                    Requester = SideOf(network, requesterVpcId, state),
                    Accepter = SideOf(network, accepterVpcId, state),
                    State = state,
                }
            ),
        };

    /// <summary>The description of a service with the private names that it lists; its endpoints have more.</summary>
    public static NetworkSnapshot WithService(this NetworkSnapshot network, string service, params string[] privateNames) =>
        network with
        {
            Services = network.Services.With(
                new EndpointService
                {
                    Id = Service(service),
                    PrivateDnsNames = (privateNames.Length > 0 ? privateNames : DescribedNames(service)).ToValueList(),
                    AvailabilityZones = ValueList.Of($"{Region}a", $"{Region}c", $"{Region}d"),
                }
            ),
        };

    /// <summary>Removes an endpoint with its interfaces, so that a new endpoint with the same id has none of them.</summary>
    public static NetworkSnapshot WithoutEndpoint(this NetworkSnapshot network, string id) =>
        network.Endpoints.Find(id) is not { } gone
            ? network
            : network with
            {
                NetworkInterfaces = gone.NetworkInterfaceIds.Aggregate(network.NetworkInterfaces, (table, nic) => table.Without(nic)),
                Endpoints = network.Endpoints.Without(id),
            };

    /// <summary>
    /// An interface endpoint with its interfaces, private DNS on unless <paramref name="privateNames"/> is empty; null uses the names of the service.
    /// </summary>
    public static NetworkSnapshot WithEndpoint(
        this NetworkSnapshot network,
        string id,
        string vpcId,
        string service,
        string[] subnetIds,
        string[]? privateNames = null,
        string? securityGroupId = null,
        params Tag[] tags
    )
    {
        var names = (privateNames ?? EndpointNames(service)).OrderBy(name => name, StringComparer.Ordinal).ToValueList();
        var groups = ValueList.Of(securityGroupId ?? $"sg-{Suffix(vpcId)}-default");
        var interfaces = subnetIds
            .Select(subnetId => new NetworkInterface
            {
                Id = $"eni-{Suffix(id)}-{Suffix(subnetId)}",
                SubnetId = subnetId,
                Address = FreeAddress(network, subnetId),
                SecurityGroupIds = groups,
            })
            .OrderBy(nic => nic.Id, StringComparer.Ordinal)
            .ToList();
        var before = network.WithoutEndpoint(id);
        return before with
        {
            NetworkInterfaces = interfaces.Aggregate(before.NetworkInterfaces, (table, nic) => table.With(nic)),
            Endpoints = before.Endpoints.With(
                new Endpoint
                {
                    Id = id,
                    VpcId = vpcId,
                    ServiceName = Service(service),
                    Kind = EndpointKind.Interface,
                    State = EndpointState.Available,
                    PrivateDnsEnabled = names.Count > 0,
                    SubnetIds = subnetIds.OrderBy(subnet => subnet, StringComparer.Ordinal).ToValueList(),
                    SecurityGroupIds = groups,
                    NetworkInterfaceIds = interfaces.Select(nic => nic.Id).ToValueList(),
                    RegionalName = new AliasTarget($"{id}-0a1b2c3d.{Label(service)}.{Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W"),
                    PrivateNames = names,
                    Tags = tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).ToValueList(),
                }
            ),
        };
    }

    /// <summary>An S3 gateway endpoint for some route tables, with the routes that AWS adds to them.</summary>
    public static NetworkSnapshot WithS3Gateway(this NetworkSnapshot network, string id, string vpcId, params string[] tableIds) =>
        network with
        {
            Endpoints = network.Endpoints.With(
                new Endpoint
                {
                    Id = id,
                    VpcId = vpcId,
                    ServiceName = Service("s3"),
                    Kind = EndpointKind.Gateway,
                    State = EndpointState.Available,
                    RouteTableIds = tableIds.OrderBy(table => table, StringComparer.Ordinal).ToValueList(),
                }
            ),
            RouteTables = tableIds.Aggregate(
                network.RouteTables,
                (tables, table) =>
                    tables.With(
                        tables[table]
                            .With(new Route(new RouteDestination(Cidr: null, "pl-61a54008"), new RouteTarget(RouteTargetKind.VpcEndpoint, id)))
                    )
            ),
        };

    /// <summary>A private hosted zone without records.</summary>
    public static NetworkSnapshot WithZone(this NetworkSnapshot network, string id, string name, string comment, params string[] vpcIds) =>
        network with
        {
            Zones = network.Zones.With(
                vpcIds.Aggregate(
                    new PrivateZone
                    {
                        Id = id,
                        Name = name,
                        OwnerAccountId = Tokyo.AccountId,
                        Comment = comment,
                    },
                    (zone, vpcId) => zone.With(new ZoneVpc(vpcId, Region))
                )
            ),
        };

    public static NetworkSnapshot WithRecord(this NetworkSnapshot network, string zoneId, ZoneRecord record) =>
        network with
        {
            Zones = network.Zones.With(network.Zones[zoneId].With([record])),
        };

    /// <summary>A Resolver rule that is associated with some VPCs, in state COMPLETE unless another state is given.</summary>
    public static NetworkSnapshot WithRule(
        this NetworkSnapshot network,
        string id,
        ResolverRuleKind kind,
        string domain,
        string[] vpcIds,
        string state = ResolverState.Complete
    ) =>
        network with
        {
            ResolverRules = network.ResolverRules.With(
                new ResolverRule
                {
                    Id = id,
                    Kind = kind,
                    DomainName = domain,
                    TargetAddresses = kind == ResolverRuleKind.Forward ? ValueList.Of("192.168.0.53") : ValueList<string>.Empty,
                    Vpcs = vpcIds.Select(vpcId => new ResolverRuleVpc(vpcId, state)).ToValueList(),
                }
            ),
        };

    /// <summary>A Profile of one VPC; the kind of each resource follows from its id.</summary>
    public static NetworkSnapshot WithProfile(this NetworkSnapshot network, string id, ProfileVpc vpc, params string[] resourceIds) =>
        network with
        {
            Profiles = network.Profiles.With(
                new DnsProfile
                {
                    Id = id,
                    Vpcs = ValueList.Of(vpc),
                    Resources = resourceIds
                        .Select(resourceId => new ProfileResource(resourceId, KindOf(resourceId), ResolverState.Complete))
                        .ToValueList(),
                }
            ),
        };

    /// <summary>A DNS Firewall rule group without rules, without a VPC unless one is given.</summary>
    public static NetworkSnapshot WithRuleGroup(this NetworkSnapshot network, string id, params FirewallRuleGroupVpc[] vpcs) =>
        network with
        {
            FirewallRuleGroups = network.FirewallRuleGroups.With(
                new FirewallRuleGroup
                {
                    Id = id,
                    Vpcs = vpcs.ToValueList(),
                    Rules = ValueList<FirewallRule>.Empty,
                }
            ),
        };

    /// <summary>A rule after the existing rules of a group, with its own domain list.</summary>
    public static NetworkSnapshot WithFirewallRule(
        this NetworkSnapshot network,
        string groupId,
        FirewallAction action,
        string[] domains,
        Func<FirewallRule, FirewallRule>? change = null
    )
    {
        var rules = network.FirewallRuleGroups[groupId];
        var number = rules.Rules!.Count + 1;
        var rule = new FirewallRule($"rule-{number}", number * 100, action, $"rslvr-fdl-{Suffix(groupId)}-{number}");
        return network with
        {
            FirewallRuleGroups = network.FirewallRuleGroups.With(rules with { Rules = rules.Rules.With(change is null ? rule : change(rule)) }),
            FirewallDomainLists = network.FirewallDomainLists.With(
                new FirewallDomainList { Id = rule.DomainListId!, Domains = domains.ToValueList() }
            ),
        };
    }

    /// <summary>Changes one resource in place.</summary>
    public static NetworkSnapshot Changing(this NetworkSnapshot network, string endpointId, Func<Endpoint, Endpoint> change) =>
        network with
        {
            Endpoints = network.Endpoints.With(change(network.Endpoints[endpointId])),
        };

    /// <summary>Changes one VPC in place.</summary>
    public static NetworkSnapshot ChangingVpc(this NetworkSnapshot network, string vpcId, Func<Vpc, Vpc> change) =>
        network with
        {
            Vpcs = network.Vpcs.With(change(network.Vpcs[vpcId])),
        };

    /// <summary>A free address of a subnet.</summary>
    public static Ipv4 FreeAddress(NetworkSnapshot network, string subnetId)
    {
        var first = network.Subnets[subnetId].Cidr.FirstUsable;
        var taken = network.NetworkInterfaces.Where(nic => nic.SubnetId == subnetId).Select(nic => nic.Address).ToHashSet();
        return Enumerable.Range(0, 100).Select(offset => new Ipv4(first.Value + (uint)offset)).First(address => !taken.Contains(address));
    }

    /// <summary>The private names of an endpoint of the service (as observed in 2026).</summary>
    public static string[] EndpointNames(string service) =>
        service switch
        {
            "ecr.api" => [$"api.ecr.{Region}.amazonaws.com", $"ecr.{Region}.api.aws"],
            "ecr.dkr" =>
            [
                $"dkr.ecr.{Region}.amazonaws.com",
                $"*.dkr.ecr.{Region}.amazonaws.com",
                $"dkr-ecr.{Region}.on.aws",
                $"*.dkr-ecr.{Region}.on.aws",
            ],
            "ssm" or "ssmmessages" => [$"{service}.{Region}.amazonaws.com", $"{service}.{Region}.api.aws"],
            "logs" =>
            [
                $"logs.{Region}.amazonaws.com",
                $"logs.{Region}.api.aws",
                $"streaming-logs.{Region}.amazonaws.com",
                $"streaming-logs.{Region}.api.aws",
            ],
            _ => [$"{service}.{Region}.amazonaws.com"],
        };

    private static string[] DescribedNames(string service) =>
        service == "ecr.dkr" ? [$"*.dkr.ecr.{Region}.amazonaws.com"] : [EndpointNames(service)[0]];

    private static NetworkSnapshot Environments(ValueList<string> services)
    {
        var network = (NetworkSnapshot.Empty with { ZoneSearch = new ZoneSearch() }).WithEnvironment("shared", "10.255.0.0/16");
        foreach (var (name, cidr) in new[] { ("dev", "10.2.0.0/16"), ("stg", "10.3.0.0/16"), ("prd", "10.4.0.0/16") })
        {
            var group = $"sg-{name}-endpoints";
            network = network
                .WithEnvironment(name, cidr)
                .WithS3Gateway($"vpce-{name}-s3", $"vpc-{name}", $"rtb-{name}")
                .WithSecurityGroup(group, $"vpc-{name}", new SecurityRule(Traffic.Tcp(443), RulePeer.From(Cidr.Parse(cidr))));
            foreach (var service in services)
                network = network.WithEndpoint($"vpce-{name}-{service}", $"vpc-{name}", service, [$"subnet-{name}-a"], securityGroupId: group);
        }

        return network;
    }

    private static ProfileResourceKind KindOf(string resourceId) =>
        resourceId.StartsWith("rslvr-frg-", StringComparison.Ordinal) ? ProfileResourceKind.FirewallRuleGroup
        : resourceId.StartsWith("rslvr-", StringComparison.Ordinal) ? ProfileResourceKind.ResolverRule
        : resourceId.StartsWith("vpce-", StringComparison.Ordinal) ? ProfileResourceKind.Endpoint
        : ProfileResourceKind.PrivateZone;

    // The label of the regional name follows the DNS name, not the service name: ecr.dkr is dkr.ecr.
    private static string Label(string service) => string.Join(".", service.Split('.').Reverse());

    private static string Suffix(string id) => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..];

    private static RouteTable Table(string id, Vpc vpc) =>
        new()
        {
            Id = id,
            VpcId = vpc.Id,
            Routes = vpc.Cidrs.Select(cidr => new Route(RouteDestination.To(cidr), RouteTarget.Local)).ToValueList(),
        };

    private static PeeringSide SideOf(NetworkSnapshot network, string vpcId, string state) =>
        new(vpcId, Tokyo, state == PeeringState.Active ? network.Vpcs[vpcId].Cidrs : ValueList<Cidr>.Empty);

    private static ValueList<NetworkAclEntry> OpenAcl() =>
        new[] { false, true }
            .SelectMany(egress =>
                new[]
                {
                    new NetworkAclEntry(100, egress, Allows: true, Traffic.All, Cidr.Everything),
                    new NetworkAclEntry(32767, egress, Allows: false, Traffic.All, Cidr.Everything),
                }
            )
            .ToValueList();
}
