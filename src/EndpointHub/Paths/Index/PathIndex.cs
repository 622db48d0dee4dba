using System.Collections.Concurrent;
using EndpointHub.Naming;
using EndpointHub.Paths.Policies;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>
/// A snapshot prepared for many path tests: what each of them looks up stands by its key, so that the time of a test does not grow with
/// the network around it. It may be used by several threads.
/// </summary>
internal sealed class PathIndex
{
    private readonly Dictionary<string, RouteTable> _tableBySubnet;
    private readonly Dictionary<string, RouteTable> _mainTableByVpc;
    private readonly Dictionary<string, NetworkAcl> _aclBySubnet;
    private readonly Dictionary<string, NetworkAcl> _defaultAclByVpc;
    private readonly ILookup<string, Subnet> _subnetsByVpc;
    private readonly ILookup<(string VpcId, string ServiceName, EndpointKind Kind), Endpoint> _endpoints;
    private readonly ILookup<(string, string), Peering> _peerings;
    private readonly ILookup<string, TransitGatewayAttachment> _attachmentsByVpc;
    private readonly ResourceTable<PrefixList> _lists;
    private readonly ConcurrentDictionary<string, RouteMap> _routeMaps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string AclId, bool IsEgress), AclRules> _aclRules = new();
    private readonly ConcurrentDictionary<(string GroupId, int Port), GroupRules> _ingress = new();
    private readonly ConcurrentDictionary<(string GroupId, int Port), GroupRules> _egress = new();
    private readonly ConcurrentDictionary<(string From, string To), PacketRoute> _waysBack = new();
    private readonly ConcurrentDictionary<string, List<Subnet>> _attachmentSubnets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PrefixRoutes<TransitGatewayRoute>> _transitRoutes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PolicyDocument?> _policies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string ServiceName, string HubVpcId), IReadOnlyList<ServiceZone>> _zones = new();

    /// <summary>Prepares a snapshot.</summary>
    /// <param name="snapshot">The network.</param>
    public PathIndex(NetworkSnapshot snapshot)
    {
        Snapshot = snapshot;
        Domains = new DomainIndex(snapshot);
        Firewalls = new FirewallIndex(snapshot);
        _subnetsByVpc = snapshot.Subnets.ToLookup(subnet => subnet.VpcId, StringComparer.Ordinal);
        _tableBySubnet = BySubnet(snapshot.RouteTables, table => table.SubnetIds);
        _mainTableByVpc = ByVpc(snapshot.RouteTables.Where(table => table.IsMain), table => table.VpcId);
        _aclBySubnet = BySubnet(snapshot.NetworkAcls, acl => acl.SubnetIds);
        _defaultAclByVpc = ByVpc(snapshot.NetworkAcls.Where(acl => acl.IsDefault), acl => acl.VpcId);
        _endpoints = snapshot.Endpoints.ToLookup(endpoint => (endpoint.VpcId, endpoint.ServiceName, endpoint.Kind));
        _peerings = snapshot.Peerings.ToLookup(peering => Pair(peering.Requester.VpcId, peering.Accepter.VpcId));
        _lists = ListsOf(snapshot);
        _attachmentsByVpc = snapshot.TransitGatewayAttachments.Where(attachment => attachment.IsAlive)
            .ToLookup(attachment => attachment.VpcId, StringComparer.Ordinal);
    }

    /// <summary>The network.</summary>
    public NetworkSnapshot Snapshot { get; }

    internal DomainIndex Domains { get; }

    internal FirewallIndex Firewalls { get; }

    internal IEnumerable<Subnet> SubnetsOf(string vpcId) => _subnetsByVpc[vpcId];

    /// <summary>The subnets of the spoke that a question is about: those named, else all that clients may stand in.</summary>
    internal IEnumerable<Subnet> ClientSubnets(PathQuestion question) => SubnetsOf(question.SpokeVpcId).Where(subnet => question.ClientSubnetIds.Count == 0
        ? !subnet.HoldsAttachmentsOnly
        : question.ClientSubnetIds.Contains(subnet.Id));

    internal RouteTable? RouteTableOf(Subnet subnet) => Find(_tableBySubnet, subnet.Id) ?? Find(_mainTableByVpc, subnet.VpcId);

    internal NetworkAcl? NetworkAclOf(Subnet subnet) => Find(_aclBySubnet, subnet.Id) ?? Find(_defaultAclByVpc, subnet.VpcId);

    /// <summary>The interface endpoints of a VPC for a service, in whatever state, ordered by id.</summary>
    internal IEnumerable<Endpoint> EndpointsOf(string vpcId, string serviceName) => _endpoints[(vpcId, serviceName, EndpointKind.Interface)];

    /// <summary>The gateway endpoints of a VPC for a service, in whatever state, ordered by id.</summary>
    internal IEnumerable<Endpoint> GatewaysOf(string vpcId, string serviceName) => _endpoints[(vpcId, serviceName, EndpointKind.Gateway)];

    /// <summary>What joins two VPCs, or may yet: what passes before what does not, and a peering before a Transit Gateway.</summary>
    internal VpcLink? LinkOf(string vpcId, string otherVpcId) => vpcId == otherVpcId ? null : _peerings[Pair(vpcId, otherVpcId)].Where(peering => peering.IsAlive).Select(PeeringLink)
        .Concat(_attachmentsByVpc[vpcId].Select(attachment => LinkBy(RouteTarget.TransitGateway(attachment.TransitGatewayId), vpcId, otherVpcId)).OfType<VpcLink>())
        .OrderByDescending(link => link.Passes).FirstOrDefault();

    /// <summary>Two VPCs' link by a peering or Transit Gateway; null when it does not join them.</summary>
    internal VpcLink? LinkBy(RouteTarget target, string vpcId, string otherVpcId) => target.Kind switch
    {
        RouteTargetKind.Peering when Snapshot.Peerings.Find(target.Id) is { IsAlive: true } peering && peering.Joins(vpcId, otherVpcId) => PeeringLink(peering),
        RouteTargetKind.TransitGateway when AttachmentOf(target.Id, vpcId) is { } one && AttachmentOf(target.Id, otherVpcId) is { } other =>
            new VpcLink(target, one.Passes && other.Passes),
        _ => null,
    };

    /// <summary>A VPC's attachment to a Transit Gateway that stands or may yet: AWS allows one.</summary>
    internal TransitGatewayAttachment? AttachmentOf(string gatewayId, string vpcId) =>
        _attachmentsByVpc[vpcId].FirstOrDefault(attachment => attachment.TransitGatewayId == gatewayId);

    /// <summary>The subnets that an attachment has interfaces in.</summary>
    internal List<Subnet> SubnetsOf(TransitGatewayAttachment attachment) =>
        _attachmentSubnets.GetOrAdd(attachment.Id, _ => [.. attachment.SubnetIds.Select(Snapshot.Subnets.Find).OfType<Subnet>()]);

    internal RouteMap RoutesOf(RouteTable table) => _routeMaps.GetOrAdd(table.Id, _ => new RouteMap(table, _lists));

    internal PrefixRoutes<TransitGatewayRoute> RoutesOf(TransitGatewayRouteTable table) => _transitRoutes.GetOrAdd(table.Id, _ => new(
        table.Routes.OrderBy(route => route.IsPropagated).Select(route => new KeyValuePair<Cidr, TransitGatewayRoute>(route.Destination, route))));

    internal AclRules RulesOf(NetworkAcl acl, bool isEgress) => _aclRules.GetOrAdd((acl.Id, isEgress), _ => new AclRules(acl.Entries, isEgress));

    /// <summary>What a group lets in on a port; null when the snapshot has no such group.</summary>
    internal GroupRules? IngressOf(string groupId, int port) => Snapshot.SecurityGroups.Find(groupId) is { } group
        ? _ingress.GetOrAdd((groupId, port), _ => new GroupRules(group.Ingress, port, _lists))
        : null;

    /// <summary>What a group lets out on a port; null when the snapshot has no such group.</summary>
    internal GroupRules? EgressOf(string groupId, int port) => Snapshot.SecurityGroups.Find(groupId) is { } group
        ? _egress.GetOrAdd((groupId, port), _ => new GroupRules(group.Egress, port, _lists))
        : null;

    /// <summary>The zones whose names clients of a service use.</summary>
    internal IReadOnlyList<ServiceZone> ZonesOf(string serviceName, string hubVpcId) =>
        _zones.GetOrAdd((serviceName, hubVpcId), _ => TestedNames.ZonesOf(this, serviceName, hubVpcId));

    /// <summary>An endpoint's policy; null when it is not written as policies are.</summary>
    internal PolicyDocument? PolicyOf(Endpoint endpoint) => _policies.GetOrAdd(endpoint.Id, _ =>
    {
        try
        {
            return PolicyDocument.Parse(endpoint.PolicyDocument ?? "");
        }
        catch (FormatException)
        {
            return null;
        }
    });

    /// <summary>The way of answers from one subnet to another, which many paths share.</summary>
    internal PacketRoute WayBack(Subnet from, Subnet to, Func<PacketRoute> follow) => _waysBack.GetOrAdd((from.Id, to.Id), _ => follow());

    private static Dictionary<string, T> BySubnet<T>(IEnumerable<T> resources, Func<T, IEnumerable<string>> subnetIds) =>
        FirstOf(resources.SelectMany(resource => subnetIds(resource).Select(subnetId => new KeyValuePair<string, T>(subnetId, resource))));

    private static Dictionary<string, T> ByVpc<T>(IEnumerable<T> resources, Func<T, string> vpcId) =>
        FirstOf(resources.Select(resource => new KeyValuePair<string, T>(vpcId(resource), resource)));

    private static Dictionary<string, T> FirstOf<T>(IEnumerable<KeyValuePair<string, T>> entries)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!found.ContainsKey(entry.Key))
                found.Add(entry.Key, entry.Value);
        }

        return found;
    }

    private static T? Find<T>(Dictionary<string, T> table, string key)
        where T : class => table.TryGetValue(key, out var found) ? found : null;

    /// <summary>A gateway endpoint's list need not be read: none of its addresses is a VPC's.</summary>
    private static ResourceTable<PrefixList> ListsOf(NetworkSnapshot snapshot) => ResourceTable<PrefixList>.From(
        snapshot.RouteTables.SelectMany(table => table.Routes).Where(snapshot.LeadsToGatewayEndpoint).Select(route => route.Destination.PrefixListId!)
            .Distinct(StringComparer.Ordinal).Where(id => snapshot.PrefixLists.Find(id) is null)
            .Select(id => new PrefixList { Id = id, Name = id, Entries = ValueList<Cidr>.Empty })
            .Concat(snapshot.PrefixLists));

    private static VpcLink PeeringLink(Peering peering) => new(RouteTarget.Peering(peering.Id), peering.IsActive);

    private static (string First, string Second) Pair(string vpcId, string otherVpcId) =>
        string.CompareOrdinal(vpcId, otherVpcId) <= 0 ? (vpcId, otherVpcId) : (otherVpcId, vpcId);
}
