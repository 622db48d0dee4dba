using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>A rule that a hub's endpoint needs: it admits a CIDR block or a security group of a spoke on a port of its service.</summary>
internal sealed record RequiredIngressRule(Location Location, Endpoint Endpoint, SecurityGroup? Group, RulePeer From, int Port)
{
    public static IEnumerable<RequiredIngressRule> All(NetworkSnapshot network, ConnectionIntent intent, bool countsGroups) =>
        from endpoint in network.HubEndpoints(intent.Hub)
        from source in Sources(network, intent, countsGroups)
        from port in ServicePorts.Of(endpoint.ServiceName)
        select new RequiredIngressRule(network.Vpcs[intent.Hub.VpcId].Location, endpoint, GroupToOpen(network, intent, endpoint), source, port);

    /// <summary>
    /// True if no rule of the endpoint's security groups admits the whole CIDR block, or the group. Earlier steps of the plan may have added one.
    /// </summary>
    public bool IsMissingIn(NetworkSnapshot network) =>
        !Endpoint
            .SecurityGroupIds.SelectMany(id => network.SecurityGroups.Find(id)?.Ingress ?? ValueList<SecurityRule>.Empty)
            .Any(rule =>
                rule.Traffic.AdmitsTcp(Port)
                && (From.Cidr is { } wanted ? rule.Peer.Cidr?.Contains(wanted) == true : rule.Peer.GroupId == From.GroupId)
            );

    /// <summary>The rule as a sentence.</summary>
    /// <returns>For example <c>sg-0a admits 10.2.0.0/16 on tcp/443</c>.</returns>
    public override string ToString() => $"{string.Join(" or ", Endpoint.SecurityGroupIds)} admits {From} on {Traffic.Tcp(Port)}";

    /// <summary>No rule can be added to an endpoint whose security groups cannot be read.</summary>
    public IEnumerable<Problem> Conflicts() =>
        Group is not null
            ? []
            : [Problems.SecurityGroupNotInVpc(Endpoint.SecurityGroupIds.Count > 0 ? Endpoint.SecurityGroupIds[0] : Endpoint.Id, Endpoint.VpcId)];

    public AllowIngress ToStep(ConnectionIntent intent, bool isPart) =>
        new()
        {
            Location = Location,
            SecurityGroupId = Group!.Id,
            Rule = new SecurityRule(
                Traffic.Tcp(Port),
                From,
                isPart && From.Cidr is not null
                    ? HubMark.PartDescription(intent.Hub.Name, intent.SpokeVpcId)
                    : HubMark.RuleDescription(intent.Hub.Name, intent.SpokeVpcId)
            ),
        };

    // An operator who specified groups before has restricted the hub on purpose. Connecting the spoke again must not admit more.
    private static IEnumerable<RulePeer> Sources(NetworkSnapshot network, ConnectionIntent intent, bool countsGroups)
    {
        if (intent.SourceSecurityGroupIds.Count > 0)
            return intent.SourceSecurityGroupIds.Distinct(StringComparer.Ordinal).Select(id => new RulePeer(GroupId: id));

        var blocks = SpokeBlocks.Of(network, intent).Select(RulePeer.From);
        if (!countsGroups || intent.SpokeCidrs.Count > 0)
            return blocks;

        var mark = HubMark.RuleDescription(intent.Hub.Name, intent.SpokeVpcId);
        var chosen = network
            .HubEndpoints(intent.Hub)
            .SelectMany(endpoint => endpoint.SecurityGroupIds)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(id => network.SecurityGroups.Find(id)?.Ingress ?? ValueList<SecurityRule>.Empty)
            .Where(rule => rule.Description == mark && rule.Peer.GroupId is not null)
            .Select(rule => rule.Peer)
            .Distinct()
            .ToList();
        return chosen.Count > 0 ? chosen : blocks;
    }

    // The rules of all groups of an interface apply together, so one group is enough: the hub's own if it has one. A group that the operator
    // specified gets an additional rule; its present rules are not changed.
    private static SecurityGroup? GroupToOpen(NetworkSnapshot network, ConnectionIntent intent, Endpoint endpoint) =>
        endpoint
            .SecurityGroupIds.Select(id => network.SecurityGroups.Find(id))
            .OfType<SecurityGroup>()
            .OrderByDescending(group => group.IsOf(intent.Hub.Name))
            .FirstOrDefault();
}
