using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// Polls which zones are associated with a VPC, including the managed zones of endpoints. One call returns all zones of a VPC, so all waiting steps
/// share each poll. Repeating each association until it is accepted would exceed Route 53's five calls per second.
/// </summary>
internal sealed class ZoneWatch(TimeProvider clock)
{
    private readonly Dictionary<string, OneShotSignal<Task<IReadOnlyList<AssociatedZone>>>> _polls = new(StringComparer.Ordinal);

    /// <summary>Returns the zone of a name in a VPC as of the next poll.</summary>
    /// <param name="apis">The APIs of the VPC's account and region.</param>
    /// <param name="vpc">The VPC.</param>
    /// <param name="name">The zone's name.</param>
    /// <returns>The zone; null if no zone of that name is associated.</returns>
    public async Task<AssociatedZone?> FindAsync(Apis apis, ZoneVpc vpc, string name)
    {
        if (!_polls.TryGetValue(vpc.VpcId, out var poll))
        {
            _polls[vpc.VpcId] = poll = new OneShotSignal<Task<IReadOnlyList<AssociatedZone>>>();
            _ = PollAsync(apis, vpc, poll);
        }

        return (await await poll.WaitAsync()).FirstOrDefault(zone => zone.Name == name);
    }

    // Cancellation of one caller must not cancel a call that others wait for. The call is short.
    private async Task PollAsync(Apis apis, ZoneVpc vpc, OneShotSignal<Task<IReadOnlyList<AssociatedZone>>> poll)
    {
        await clock.DelayAsync(Pace.BlockingZone.Interval, CancellationToken.None);
        var listing = ListAsync(apis, vpc);
        await Task.WhenAny(listing);
        _polls.Remove(vpc.VpcId);
        poll.Set(listing);
    }

    private static async Task<IReadOnlyList<AssociatedZone>> ListAsync(Apis apis, ZoneVpc vpc)
    {
        var zones = new List<AssociatedZone>();
        var request = new Route53.ListHostedZonesByVPCRequest { VPCId = vpc.VpcId, VPCRegion = vpc.Region };
        await foreach (var zone in apis.Route53.Paginators.ListHostedZonesByVPC(request).HostedZoneSummaries)
            zones.Add(new AssociatedZone(SdkMapping.BareId(zone.HostedZoneId!), DnsName.Normalize(zone.Name!), zone.Owner?.OwningAccount, vpc));
        return zones;
    }
}

/// <summary>A zone that is associated with a VPC. It belongs to an account or to an endpoint.</summary>
internal sealed record AssociatedZone(string Id, string Name, string? AccountId, ZoneVpc Vpc)
{
    /// <summary>True if it is the managed zone of an endpoint's private names.</summary>
    public bool IsManaged => AccountId is not { Length: > 0 };

    /// <summary>Returns the zone with the properties that the list contains.</summary>
    public PrivateZone ToZone() =>
        new()
        {
            Id = Id,
            Name = Name,
            OwnerAccountId = AccountId ?? "",
            Vpcs = ValueList.Of(Vpc),
            Records = null,
        };
}
