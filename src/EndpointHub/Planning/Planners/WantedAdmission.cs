using EndpointHub.Planning.Intents;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Planning.Planners;

/// <summary>A block of a spoke that a hub's endpoint has to let in on a port of its service.</summary>
internal sealed record WantedAdmission(Location Location, Endpoint Endpoint, SecurityGroup? Group, Cidr From, int Port)
{
    public static IEnumerable<WantedAdmission> All(NetworkSnapshot now, ConnectionIntent intent) =>
        from endpoint in now.HubEndpoints(intent.HubName, intent.HubVpcId)
        from cidr in now.Vpcs[intent.SpokeVpcId].Cidrs
        from port in ServicePorts.Of(endpoint.ServiceName)
        select new WantedAdmission(now.Vpcs[intent.HubVpcId].Location, endpoint, GroupToOpen(now, intent, endpoint), cidr, port);

    /// <summary>Whether no rule of any group on the endpoint lets the whole block in. Earlier steps of the plan may have added one.</summary>
    public bool IsLackingIn(NetworkSnapshot now) => !Endpoint.SecurityGroupIds
        .SelectMany(id => now.SecurityGroups.Find(id)?.Ingress ?? ValueList<SecurityRule>.Empty)
        .Any(rule => rule.Traffic.AdmitsTcp(Port) && rule.Peer.Cidr is { } cidr && cidr.Contains(From));

    /// <summary>An endpoint without a group that can be seen cannot be opened.</summary>
    public IEnumerable<Problem> InTheWay() => Group is not null ? []
        : [Problems.SecurityGroupNotInVpc(Endpoint.SecurityGroupIds.Count > 0 ? Endpoint.SecurityGroupIds[0] : Endpoint.Id, Endpoint.VpcId)];

    public AllowIngress ToStep(ConnectionIntent intent) => new()
    {
        Location = Location,
        SecurityGroupId = Group!.Id,
        Rule = new SecurityRule(Traffic.Tcp(Port), RulePeer.From(From), HubMark.RuleDescription(intent.HubName, intent.SpokeVpcId)),
    };

    // Rules of all groups on an interface unite, so one group is enough: the hub's own if it has one. A group that the operator gave gets
    // a rule more, and none of its own is changed.
    private static SecurityGroup? GroupToOpen(NetworkSnapshot now, ConnectionIntent intent, Endpoint endpoint) => endpoint.SecurityGroupIds
        .Select(id => now.SecurityGroups.Find(id)).OfType<SecurityGroup>()
        .OrderByDescending(group => group.IsOf(intent.HubName)).FirstOrDefault();
}
