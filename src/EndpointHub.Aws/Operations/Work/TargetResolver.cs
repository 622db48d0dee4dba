using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>A resolved hub of a request.</summary>
/// <param name="Key">The hub's key.</param>
/// <param name="Location">The account and region.</param>
/// <param name="Trail">The steps of earlier commands of the pipeline.</param>
/// <param name="IsProjected">True if it is only predicted.</param>
internal sealed record ResolvedHub(HubKey Key, Location Location, StepTrail Trail, bool IsProjected)
{
    public string Name => Key.Name;

    public string VpcId => Key.VpcId;

    /// <summary>Gets the predicted steps. Completed steps are part of the network that is read.</summary>
    public ValueList<Step> Projected { get; } = IsProjected ? Trail.Read(Key.VpcId) : ValueList<Step>.Empty;
}

/// <summary>A resolved spoke of a request.</summary>
/// <param name="Key">The spoke's key.</param>
/// <param name="Location">The account and region.</param>
/// <param name="Trail">The steps of earlier commands of the pipeline.</param>
/// <param name="IsProjected">True if it is only predicted.</param>
internal sealed record ResolvedSpoke(SpokeKey Key, Location Location, StepTrail Trail, bool IsProjected)
{
    public string VpcId => Key.VpcId;

    /// <summary>Gets the predicted steps. Completed steps are part of the network that is read.</summary>
    public ValueList<Step> Projected { get; } = IsProjected ? Trail.Read(Key.VpcId) : ValueList<Step>.Empty;
}

/// <summary>Resolves the spokes and hubs of requests, and refuses those of another account before any call is made.</summary>
internal sealed class TargetResolver(OperationContext context)
{
    private readonly AwsAccess _access = context.Access;
    private readonly Dictionary<Location, IReadOnlyList<HubKey>> _hubs = [];

    /// <summary>Resolves a spoke.</summary>
    /// <exception cref="EndpointHubException">AccountMismatch, or StepRecordMalformed.</exception>
    public ResolvedSpoke Spoke(SpokeReference spoke)
    {
        var location = spoke.Key.LocationIn(_access.Spoke.Location);
        _access.Spoke.RequireAccount(spoke.Key.VpcId, location.AccountId);
        return new ResolvedSpoke(spoke.Key, location, spoke.Trail, spoke.IsProjected);
    }

    /// <summary>Resolves a hub by its object, otherwise by its tags.</summary>
    /// <param name="hub">The hub; null means the only hub of the region.</param>
    /// <param name="region">The region; null means that of the session.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="EndpointHubException">AccountMismatch, HubNotFound, HubAmbiguous, or StepRecordMalformed.</exception>
    public async Task<ResolvedHub> HubAsync(HubReference? hub, string? region, CancellationToken cancellationToken)
    {
        if (hub?.HubAccountId is { } account)
            _access.Hub.RequireAccount(hub.Name, account);
        var location = new Location(_access.Hub.AccountId, hub?.KnownHub?.Region ?? region ?? _access.Hub.Region);
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

    /// <summary>Finds all hubs of an account and region by the tags of their endpoints.</summary>
    public async Task<IReadOnlyList<HubKey>> FindAllAsync(Location location, CancellationToken cancellationToken)
    {
        var tagged = (await Reading.EndpointReader.ReadTaggedAsync(_access.At(location), HubMark.HubTag, cancellationToken))
            .Where(endpoint => endpoint is { IsAlive: true, Kind: EndpointKind.Interface })
            .ToList();
        foreach (var warning in HubMark.MisnamedHubs(tagged))
            context.Operator.Warn(warning);
        return
        [
            .. tagged
                .Where(endpoint => endpoint.HubName() is not null)
                .Select(endpoint => new HubKey(endpoint.HubName()!, endpoint.VpcId))
                .Distinct(),
        ];
    }
}
