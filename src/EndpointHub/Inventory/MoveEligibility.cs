using EndpointHub.Hubs;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Inventory.MoveBlocker;

namespace EndpointHub.Inventory;

/// <summary>Which endpoints of a network a hub can take the place of, and why not the others.</summary>
internal sealed class MoveEligibility
{
    private readonly NetworkSnapshot _network;
    private readonly ValueList<Hub> _hubs;
    private readonly Dictionary<string, string> _overlaps;
    private readonly ILookup<string, string> _sharers;

    public MoveEligibility(NetworkSnapshot network)
    {
        _network = network;
        _hubs = HubFinder.All(network, default);
        var able = network.Endpoints.Where(endpoint => network.Vpcs.Find(endpoint.VpcId) is not null && OwnObstacle(endpoint).Obstacle == None).ToList();
        _overlaps = AddressOverlaps.Overlaps(network, _hubs, able.Select(endpoint => endpoint.VpcId));
        _sharers = able.Where(endpoint => !_overlaps.ContainsKey(endpoint.VpcId)).ToLookup(endpoint => endpoint.ServiceName, endpoint => endpoint.VpcId);
    }

    /// <summary>What keeps an endpoint where it is.</summary>
    public (MoveBlocker Obstacle, string Reason) Of(Endpoint endpoint)
    {
        var own = OwnObstacle(endpoint);
        if (own.Obstacle != None)
            return own;
        if (_overlaps.TryGetValue(endpoint.VpcId, out var overlap))
            return (CidrOverlap, overlap);

        var isShared = _sharers[endpoint.ServiceName].Distinct(StringComparer.Ordinal).Skip(1).Any();
        return isShared || _hubs.Any(hub => hub.ServiceNames.Contains(endpoint.ServiceName))
            ? (None, "")
            : (NothingToSave, "No hub has this service, and no other VPC has an endpoint for it that could move: a hub's endpoint would cost as much.");
    }

    private (MoveBlocker Obstacle, string Reason) OwnObstacle(Endpoint endpoint) => endpoint switch
    {
        { Kind: EndpointKind.Gateway } => (GatewayEndpoint, "A gateway endpoint is free and cannot be used from another VPC."),
        { Kind: not EndpointKind.Interface } => (OtherEndpointType, "Only interface endpoints can be shared through private names."),
        { RequesterManaged: true } => (MoveBlocker.RequesterManaged, "An AWS service made this endpoint and manages it."),
        { IsAvailable: false } => (NotAvailable, $"Its state is {endpoint.State}; it is billed all the same."),
        _ when endpoint.Tag(HubMark.HubTag) is { } hub => (AlreadyInHub, $"It is hub {hub}'s own."),
        _ when _hubs.FirstOrDefault(hub => hub.HubVpcId == endpoint.VpcId) is { } hub =>
            (InHubVpc, $"It stands in the VPC of hub {hub.Name} without its tag; tag it {HubMark.HubTag}={hub.Name} to make it the hub's."),
        { PrivateDnsEnabled: false } when endpoint.Tag(HubMark.CutOverTag) is null =>
            (PrivateDnsAlwaysOff, "Its private DNS was never on, so its clients call it by its own vpce name, which dies with it."),
        _ when PortCheck.About(_network, endpoint) is { } doubt => (UnknownPorts, $"It {doubt.Reason}"),
        _ when _network.Vpcs[endpoint.VpcId] is { EnableDnsSupport: false } or { EnableDnsHostnames: false } =>
            (VpcDnsDisabled, "Its VPC has enableDnsSupport or enableDnsHostnames off, and private zones need both."),
        _ => (None, ""),
    };
}
