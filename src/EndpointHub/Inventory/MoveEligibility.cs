using EndpointHub.Hubs;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Inventory.MoveBlocker;

namespace EndpointHub.Inventory;

/// <summary>Decides which endpoints of a network a hub can replace, and gives the reason for the others.</summary>
internal sealed class MoveEligibility
{
    private readonly NetworkSnapshot _network;
    private readonly ValueList<Hub> _hubs;
    private readonly Dictionary<string, string> _overlaps;
    private readonly ILookup<string, string> _vpcIdsByService;

    public MoveEligibility(NetworkSnapshot network)
    {
        _network = network;
        _hubs = HubFinder.All(network, default);
        var movable = network
            .Endpoints.Where(endpoint => network.Vpcs.Find(endpoint.VpcId) is not null && OwnBlocker(endpoint).Obstacle == None)
            .ToList();
        _overlaps = AddressOverlaps.Overlaps(network, _hubs, movable.Select(endpoint => endpoint.VpcId));
        _vpcIdsByService = movable
            .Where(endpoint => !_overlaps.ContainsKey(endpoint.VpcId))
            .ToLookup(endpoint => endpoint.ServiceName, endpoint => endpoint.VpcId);
    }

    /// <summary>The reason why an endpoint cannot be moved.</summary>
    public (MoveBlocker Obstacle, string Reason) Of(Endpoint endpoint)
    {
        var own = OwnBlocker(endpoint);
        if (own.Obstacle != None)
            return own;
        if (_overlaps.TryGetValue(endpoint.VpcId, out var overlap))
            return (CidrOverlap, overlap);

        var isShared = _vpcIdsByService[endpoint.ServiceName].Distinct(StringComparer.Ordinal).Skip(1).Any();
        return isShared || _hubs.Any(hub => hub.ServiceNames.Contains(endpoint.ServiceName))
            ? (None, "")
            : (
                NothingToSave,
                "No hub has this service, and no other VPC has an endpoint for it that could move: a hub's endpoint would cost as much."
            );
    }

    private (MoveBlocker Obstacle, string Reason) OwnBlocker(Endpoint endpoint) =>
        endpoint switch
        {
            { Kind: EndpointKind.Gateway } => (GatewayEndpoint, "A gateway endpoint is free and cannot be used from another VPC."),
            { Kind: not EndpointKind.Interface } => (
                OtherEndpointType,
                endpoint.Kind == EndpointKind.Other
                    ? "Only interface endpoints can be shared through private names."
                    : $"It is a {endpoint.Kind} endpoint, and only interface endpoints can be shared through private names."
            ),
            { RequesterManaged: true } => (MoveBlocker.RequesterManaged, "An AWS service created this endpoint and manages it."),
            _ when endpoint.IsOfGuardDuty() => (
                MoveBlocker.ManagedByGuardDuty,
                "GuardDuty uses it for Runtime Monitoring and charges nothing for it. It makes a removed one again."
            ),
            _ when Immovable.RegionBeyond(_network, endpoint) is { } region => (
                CrossRegion,
                $"It leads to {endpoint.ServiceName} of region {region}, and a hub's endpoints lead to their own region."
            ),
            { IsAvailable: false } => (NotAvailable, $"Its state is {endpoint.State}. It is billed nevertheless."),
            _ when endpoint.HubName() is { } hub => (AlreadyInHub, $"It is part of hub {hub}."),
            _ when _hubs.FirstOrDefault(hub => hub.HubVpcId == endpoint.VpcId) is { } hub => (
                InHubVpc,
                $"It is in the VPC of hub {hub.Name} but does not have the hub's tag. Tag it {HubMark.HubTag}={hub.Name} to make it part of the hub."
            ),
            _ when endpoint.IsPaidByOthers() => (
                PaidByOthers,
                $"Another account pays for it ({endpoint.Payer}), so its removal saves nothing and a hub's endpoint would add cost."
            ),
            { PrivateDnsEnabled: false } when endpoint.Tag(HubMark.CutOverTag) is null => (
                PrivateDnsAlwaysOff,
                "Its private DNS was never on, so its clients use its own vpce name, which is deleted with it."
            ),
            _ when PortCheck.About(_network, endpoint) is { } check => (UnknownPorts, $"It {check.Reason}"),
            _ when _network.Vpcs[endpoint.VpcId] is { EnableDnsSupport: false } or { EnableDnsHostnames: false } => (
                VpcDnsDisabled,
                "Its VPC has enableDnsSupport or enableDnsHostnames off, and private zones need both."
            ),
            _ => (None, ""),
        };
}
