using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>A hub that a request is about, found.</summary>
/// <param name="Key">Which hub.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Trail">The steps that led to it in this pipeline.</param>
/// <param name="IsProjected">Whether it is only predicted.</param>
internal sealed record ResolvedHub(HubKey Key, Location Location, StepTrail Trail, bool IsProjected)
{
    public string Name => Key.Name;

    public string VpcId => Key.VpcId;

    /// <summary>The steps to it that have not been taken. What has been taken is read, and not predicted again.</summary>
    public ValueList<Step> Projected { get; } = IsProjected ? Trail.Read(Key.VpcId) : ValueList<Step>.Empty;
}

/// <summary>A spoke that a request is about.</summary>
/// <param name="Key">Which spoke.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Trail">The steps that led to it in this pipeline.</param>
/// <param name="IsProjected">Whether it is only predicted.</param>
internal sealed record ResolvedSpoke(SpokeKey Key, Location Location, StepTrail Trail, bool IsProjected)
{
    public string VpcId => Key.VpcId;

    /// <summary>The steps to it that have not been taken. What has been taken is read, and not predicted again.</summary>
    public ValueList<Step> Projected { get; } = IsProjected ? Trail.Read(Key.VpcId) : ValueList<Step>.Empty;
}

/// <summary>Finds the places that requests are about, and refuses those of another account before anything is read or done there.</summary>
internal sealed class TargetResolver(OperationContext context)
{
    private readonly AwsAccess _access = context.Access;
    private readonly Dictionary<Location, IReadOnlyList<HubKey>> _hubs = [];

    /// <summary>The spoke's place.</summary>
    /// <exception cref="EndpointHubException">AccountMismatch, or StepRecordMalformed.</exception>
    public ResolvedSpoke Spoke(SpokeReference spoke)
    {
        var location = spoke.Key.LocationIn(_access.Spoke.Location);
        _access.Spoke.RequireAccount(spoke.Key.VpcId, location.AccountId);
        return new ResolvedSpoke(spoke.Key, location, spoke.Trail, spoke.IsProjected);
    }

    /// <summary>The hub's place: as its object says, else found by its tags.</summary>
    /// <param name="hub">The hub; null means the only one there is.</param>
    /// <param name="region">The region to look in; null means the one in use.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EndpointHubException">AccountMismatch, HubNotFound, HubAmbiguous, or StepRecordMalformed.</exception>
    public async Task<ResolvedHub> HubAsync(HubReference? hub, string? region, CancellationToken cancellationToken)
    {
        if (hub?.HubAccountId is { } account)
            _access.Hub.RequireAccount(hub.Name, account);
        var location = new Location(_access.Hub.AccountId, hub?.Picture?.Region ?? region ?? _access.Hub.Region);
        if (hub?.HubVpcId is { } vpcId)
            return new ResolvedHub(new HubKey(hub.Name, vpcId), location, hub.Trail, hub.IsProjected);

        if (!_hubs.TryGetValue(location, out var hubs))
            _hubs[location] = hubs = await FindAllAsync(location, cancellationToken);
        var found = hubs.Where(one => hub is null || one.Name == hub.Name).ToList();
        return found.Count switch
        {
            1 => new ResolvedHub(found[0], location, StepTrail.Empty, IsProjected: false),
            0 => throw new EndpointHubException(Problems.HubNotFound(hub?.Name ?? "hub", location)),
            _ => throw new EndpointHubException(Problems.HubAmbiguous(hub?.Name ?? "hub", found.Select(one => one.ToString()).ToValueList())),
        };
    }

    /// <summary>Every hub of a place: the names on endpoints' tags, and the VPCs that these serve.</summary>
    public async Task<IReadOnlyList<HubKey>> FindAllAsync(Location location, CancellationToken cancellationToken) =>
        [.. (await Reading.EndpointReader.ReadTaggedAsync(_access.At(location), HubMark.HubTag, cancellationToken))
            .Where(endpoint => endpoint is { IsAlive: true, Kind: EndpointKind.Interface })
            .Select(endpoint => new HubKey(endpoint.Tag(HubMark.HubTag)!, endpoint.VpcId)).Distinct()];
}
