using System.Collections.Concurrent;
using EndpointHub.Naming;
using EndpointHub.Paths.Policies;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>
/// A snapshot that is indexed for many path tests, so that the duration of a test does not grow with
/// the size of the network. It is thread-safe.
/// </summary>
internal sealed class PathIndex
{
    private readonly Dictionary<string, RouteTable> _tableBySubnet;
    private readonly Dictionary<string, RouteTable> _mainTableByVpc;
    private readonly Dictionary<string, NetworkAcl> _aclBySubnet;
    private readonly Dictionary<string, NetworkAcl> _defaultAclByVpc;
    private readonly ILookup<string, Subnet> _subnetsByVpc;
    private readonly ILookup<(string VpcId, string ServiceName, EndpointKind Kind), Endpoint> _endpoints;
    private readonly ILookup<string, SecurityGroup> _groupsByVpc;
    private readonly ILookup<(string, string), Peering> _peerings;
    private readonly ILookup<string, TransitGatewayAttachment> _attachmentsByVpc;
    private readonly ResourceTable<PrefixList> _lists;
    private readonly ConcurrentDictionary<string, RouteMap> _routeMaps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string AclId, bool IsEgress), AclRules> _aclRules = new();
    private readonly ConcurrentDictionary<(string GroupId, int Port), GroupRules> _ingress = new();
    private readonly ConcurrentDictionary<(string GroupId, int Port), GroupRules> _egress = new();
    private readonly ConcurrentDictionary<(string From, string To), PacketRoute> _returnRoutes = new();
    private readonly ConcurrentDictionary<string, List<Subnet>> _attachmentSubnets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PrefixRoutes<TransitGatewayRoute>> _transitRoutes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PolicyDocument?> _policies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string ServiceName, string HubVpcId), IReadOnlyList<ServiceZone>> _zones = new();

    /// <summary>Indexes a snapshot.</summary>
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
        _groupsByVpc = snapshot.SecurityGroups.ToLookup(group => group.VpcId, StringComparer.Ordinal);
        _peerings = snapshot.Peerings.ToLookup(peering => Pair(peering.Requester.VpcId, peering.Accepter.VpcId));
        _lists = ListsOf(snapshot);
        _attachmentsByVpc = snapshot
            .TransitGatewayAttachments.Where(attachment => attachment.IsAlive)
            .ToLookup(attachment => attachment.VpcId, StringComparer.Ordinal);
    }

    /// <summary>The network.</summary>
    public NetworkSnapshot Snapshot { get; }

    internal DomainIndex Domains { get; }

    internal FirewallIndex Firewalls { get; }

    internal IEnumerable<Subnet> SubnetsOf(string vpcId) => _subnetsByVpc[vpcId];

    /// <summary>The client subnets of a question: the specified ones, otherwise all except <see cref="SubnetsLeftOut"/>.</summary>
    internal IEnumerable<Subnet> ClientSubnets(PathQuestion question) =>
        SubnetsOf(question.SpokeVpcId)
            .Where(subnet => question.ClientSubnetIds.Count > 0 ? question.ClientSubnetIds.Contains(subnet.Id) : !IsLeftOut(subnet));

    /// <summary>The subnets that seem to be those of Transit Gateway attachments and were not specified, unless the VPC has no others.</summary>
    internal IEnumerable<Subnet> SubnetsLeftOut(PathQuestion question) =>
        question.ClientSubnetIds.Count > 0 ? [] : SubnetsOf(question.SpokeVpcId).Where(IsLeftOut);

    /// <summary>The security groups of a VPC.</summary>
    internal IEnumerable<SecurityGroup> GroupsOf(string vpcId) => _groupsByVpc[vpcId];

    /// <summary>True if a prefix list is that of a service with gateway endpoints, S3 or DynamoDB.</summary>
    internal bool IsListOfGateway(string? listId) =>
        _lists.Find(listId)?.Name is { } name
        && name.StartsWith("com.amazonaws.", StringComparison.Ordinal)
        && (name.EndsWith(".s3", StringComparison.Ordinal) || name.EndsWith(".dynamodb", StringComparison.Ordinal));

    internal RouteTable? RouteTableOf(Subnet subnet) => Find(_tableBySubnet, subnet.Id) ?? Find(_mainTableByVpc, subnet.VpcId);

    internal NetworkAcl? NetworkAclOf(Subnet subnet) => Find(_aclBySubnet, subnet.Id) ?? Find(_defaultAclByVpc, subnet.VpcId);

    /// <summary>The interface endpoints of a VPC for a service, in any state, ordered by id.</summary>
    internal IEnumerable<Endpoint> EndpointsOf(string vpcId, string serviceName) => _endpoints[(vpcId, serviceName, EndpointKind.Interface)];

    /// <summary>The gateway endpoints of a VPC for a service, in any state, ordered by id.</summary>
    internal IEnumerable<Endpoint> GatewaysOf(string vpcId, string serviceName) => _endpoints[(vpcId, serviceName, EndpointKind.Gateway)];

    /// <summary>
    /// The active or pending connection between two VPCs: one that passes packets is preferred, and a peering connection is preferred to a Transit
    /// Gateway.
    /// </summary>
    internal VpcLink? LinkOf(string vpcId, string otherVpcId) =>
        vpcId == otherVpcId
            ? null
            : _peerings[Pair(vpcId, otherVpcId)]
                .Where(peering => peering.IsAlive)
                .Select(PeeringLink)
                .Concat(
                    _attachmentsByVpc[vpcId]
                        .Select(attachment => LinkBy(RouteTarget.TransitGateway(attachment.TransitGatewayId), vpcId, otherVpcId))
                        .OfType<VpcLink>()
                )
                .OrderByDescending(link => link.Passes)
                .FirstOrDefault();

    /// <summary>The link of two VPCs through a peering connection or Transit Gateway; null when it does not connect them.</summary>
    internal VpcLink? LinkBy(RouteTarget target, string vpcId, string otherVpcId) =>
        target.Kind switch
        {
            RouteTargetKind.Peering when Snapshot.Peerings.Find(target.Id) is { IsAlive: true } peering && peering.Joins(vpcId, otherVpcId) =>
                PeeringLink(peering),
            RouteTargetKind.TransitGateway when AttachmentOf(target.Id, vpcId) is { } one && AttachmentOf(target.Id, otherVpcId) is { } other =>
                new VpcLink(target, one.Passes && other.Passes),
            _ => null,
        };

    /// <summary>The available or pending attachment of a VPC to a Transit Gateway. AWS allows one.</summary>
    internal TransitGatewayAttachment? AttachmentOf(string gatewayId, string vpcId) =>
        _attachmentsByVpc[vpcId].FirstOrDefault(attachment => attachment.TransitGatewayId == gatewayId);

    /// <summary>The subnets of an attachment.</summary>
    internal List<Subnet> SubnetsOf(TransitGatewayAttachment attachment) =>
        _attachmentSubnets.GetOrAdd(attachment.Id, _ => [.. attachment.SubnetIds.Select(Snapshot.Subnets.Find).OfType<Subnet>()]);

    internal RouteMap RoutesOf(RouteTable table) => _routeMaps.GetOrAdd(table.Id, _ => new RouteMap(table, _lists));

    internal PrefixRoutes<TransitGatewayRoute> RoutesOf(TransitGatewayRouteTable table) =>
        _transitRoutes.GetOrAdd(
            table.Id,
            _ =>
                new(
                    table
                        .Routes.OrderBy(route => route.IsPropagated)
                        .Select(route => new KeyValuePair<Cidr, TransitGatewayRoute>(route.Destination, route))
                )
        );

    internal AclRules RulesOf(NetworkAcl acl, bool isEgress) => _aclRules.GetOrAdd((acl.Id, isEgress), _ => new AclRules(acl.Entries, isEgress));

    /// <summary>The inbound rules of a security group for a port; null when the snapshot does not contain the group.</summary>
    internal GroupRules? IngressOf(string groupId, int port) =>
        Snapshot.SecurityGroups.Find(groupId) is { } group
            ? _ingress.GetOrAdd((groupId, port), _ => new GroupRules(group.Ingress, port, _lists))
            : null;

    /// <summary>The outbound rules of a security group for a port; null when the snapshot does not contain the group.</summary>
    internal GroupRules? EgressOf(string groupId, int port) =>
        Snapshot.SecurityGroups.Find(groupId) is { } group
            ? _egress.GetOrAdd((groupId, port), _ => new GroupRules(group.Egress, port, _lists))
            : null;

    /// <summary>The zones with the names that clients of a service use.</summary>
    internal IReadOnlyList<ServiceZone> ZonesOf(string serviceName, string hubVpcId) =>
        _zones.GetOrAdd((serviceName, hubVpcId), _ => TestedNames.ZonesOf(this, serviceName, hubVpcId));

    /// <summary>The policy of an endpoint; null when it is not a valid policy document.</summary>
    internal PolicyDocument? PolicyOf(Endpoint endpoint) =>
        _policies.GetOrAdd(
            endpoint.Id,
            _ =>
            {
                try
                {
                    return PolicyDocument.Parse(endpoint.PolicyDocument ?? "");
                }
                catch (FormatException)
                {
                    return null;
                }
            }
        );

    /// <summary>The route of responses from one subnet to another, which many paths share.</summary>
    internal PacketRoute ReturnRoute(Subnet from, Subnet to, Func<PacketRoute> follow) => _returnRoutes.GetOrAdd((from.Id, to.Id), _ => follow());

    private bool IsLeftOut(Subnet subnet) => subnet.IsForAttachments && SubnetsOf(subnet.VpcId).Any(other => !other.IsForAttachments);

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

    /// <summary>
    /// The prefix list of a gateway endpoint is not needed, because none of its addresses belongs to a VPC. It is replaced by an empty one.
    /// </summary>
    private static ResourceTable<PrefixList> ListsOf(NetworkSnapshot snapshot) =>
        ResourceTable<PrefixList>.From(
            snapshot
                .RouteTables.SelectMany(table => table.Routes)
                .Where(snapshot.LeadsToGatewayEndpoint)
                .Select(route => route.Destination.PrefixListId!)
                .Distinct(StringComparer.Ordinal)
                .Where(id => snapshot.PrefixLists.Find(id) is null)
                .Select(id => new PrefixList
                {
                    Id = id,
                    Name = id,
                    Entries = ValueList<Cidr>.Empty,
                })
                .Concat(snapshot.PrefixLists)
        );

    private static VpcLink PeeringLink(Peering peering) => new(RouteTarget.Peering(peering.Id), peering.IsActive);

    private static (string First, string Second) Pair(string vpcId, string otherVpcId) =>
        string.CompareOrdinal(vpcId, otherVpcId) <= 0 ? (vpcId, otherVpcId) : (otherVpcId, vpcId);
}
