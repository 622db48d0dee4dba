using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>A block, or a security group, of a spoke that a hub's endpoint has to let in on a port of its service.</summary>
internal sealed record RequiredIngressRule(Location Location, Endpoint Endpoint, SecurityGroup? Group, RulePeer From, int Port)
{
    public static IEnumerable<RequiredIngressRule> All(NetworkSnapshot network, ConnectionIntent intent) =>
        from endpoint in network.HubEndpoints(intent.Hub)
        from source in Sources(network, intent)
        from port in ServicePorts.Of(endpoint.ServiceName)
        select new RequiredIngressRule(network.Vpcs[intent.Hub.VpcId].Location, endpoint, GroupToOpen(network, intent, endpoint), source, port);

    /// <summary>Whether no rule of any group on the endpoint lets the whole block, or the group, in. Earlier steps of the plan may have added one.</summary>
    public bool IsLackingIn(NetworkSnapshot network) => !Endpoint.SecurityGroupIds
        .SelectMany(id => network.SecurityGroups.Find(id)?.Ingress ?? ValueList<SecurityRule>.Empty)
        .Any(rule => rule.Traffic.AdmitsTcp(Port) && (From.Cidr is { } wanted ? rule.Peer.Cidr?.Contains(wanted) == true : rule.Peer.GroupId == From.GroupId));

    /// <summary>What the endpoint's groups do once it is not lacking.</summary>
    /// <returns>For example <c>sg-0a lets 10.2.0.0/16 in on tcp/443</c>.</returns>
    public override string ToString() => $"{string.Join(" or ", Endpoint.SecurityGroupIds)} lets {From} in on {Traffic.Tcp(Port)}";

    /// <summary>An endpoint without a group that can be seen cannot be opened.</summary>
    public IEnumerable<Problem> InTheWay() => Group is not null ? []
        : [Problems.SecurityGroupNotInVpc(Endpoint.SecurityGroupIds.Count > 0 ? Endpoint.SecurityGroupIds[0] : Endpoint.Id, Endpoint.VpcId)];

    public AllowIngress ToStep(ConnectionIntent intent) => new()
    {
        Location = Location,
        SecurityGroupId = Group!.Id,
        Rule = new SecurityRule(Traffic.Tcp(Port), From, HubMark.RuleDescription(intent.Hub.Name, intent.SpokeVpcId)),
    };

    // Whoever chose groups once has narrowed the hub on purpose: connecting the spoke again lets in no more than they do.
    private static IEnumerable<RulePeer> Sources(NetworkSnapshot network, ConnectionIntent intent)
    {
        if (intent.SourceSecurityGroupIds.Count > 0)
            return intent.SourceSecurityGroupIds.Distinct(StringComparer.Ordinal).Select(id => new RulePeer(GroupId: id));

        var mark = HubMark.RuleDescription(intent.Hub.Name, intent.SpokeVpcId);
        var chosen = network.HubEndpoints(intent.Hub).SelectMany(endpoint => endpoint.SecurityGroupIds).Distinct(StringComparer.Ordinal)
            .SelectMany(id => network.SecurityGroups.Find(id)?.Ingress ?? ValueList<SecurityRule>.Empty)
            .Where(rule => rule.Description == mark && rule.Peer.GroupId is not null).Select(rule => rule.Peer).Distinct().ToList();
        return chosen.Count > 0 ? chosen : network.Vpcs[intent.SpokeVpcId].Cidrs.Select(RulePeer.From);
    }

    // Rules of all groups on an interface unite, so one group is enough: the hub's own if it has one. A group that the operator gave gets
    // a rule more, and none of its own is changed.
    private static SecurityGroup? GroupToOpen(NetworkSnapshot network, ConnectionIntent intent, Endpoint endpoint) => endpoint.SecurityGroupIds
        .Select(id => network.SecurityGroups.Find(id)).OfType<SecurityGroup>()
        .OrderByDescending(group => group.IsOf(intent.Hub.Name)).FirstOrDefault();
}
