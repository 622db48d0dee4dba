using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>
/// Which zones answer in a VPC, endpoints' own included. One call tells of every zone of a VPC, so all who wait for one to go share each
/// look: trying each association until it is accepted would spend Route 53's five calls a second many times over.
/// </summary>
internal sealed class ZoneWatch(TimeProvider clock)
{
    private readonly Dictionary<string, OneShotSignal<Task<IReadOnlyList<StandingZone>>>> _looks = new(StringComparer.Ordinal);

    /// <summary>The zone of some name in a VPC, as the next look shows it.</summary>
    /// <param name="apis">The APIs of the VPC's place.</param>
    /// <param name="vpc">The VPC.</param>
    /// <param name="name">The zone's name.</param>
    /// <returns>The zone; null when none of that name answers there.</returns>
    public async Task<StandingZone?> FindAsync(Apis apis, ZoneVpc vpc, string name)
    {
        if (!_looks.TryGetValue(vpc.VpcId, out var look))
        {
            _looks[vpc.VpcId] = look = new OneShotSignal<Task<IReadOnlyList<StandingZone>>>();
            _ = PollAsync(apis, vpc, look);
        }

        return (await await look.WaitAsync()).FirstOrDefault(zone => zone.Name == name);
    }

    // No single waiter's cancellation may end what others wait for; it is one short call.
    private async Task PollAsync(Apis apis, ZoneVpc vpc, OneShotSignal<Task<IReadOnlyList<StandingZone>>> look)
    {
        await clock.DelayAsync(Pace.BlockingZone.Interval, CancellationToken.None);
        var listing = ListAsync(apis, vpc);
        await Task.WhenAny(listing);
        _looks.Remove(vpc.VpcId);
        look.Set(listing);
    }

    private static async Task<IReadOnlyList<StandingZone>> ListAsync(Apis apis, ZoneVpc vpc)
    {
        var zones = new List<StandingZone>();
        var request = new Route53.ListHostedZonesByVPCRequest { VPCId = vpc.VpcId, VPCRegion = vpc.Region };
        await foreach (var zone in apis.Route53.Paginators.ListHostedZonesByVPC(request).HostedZoneSummaries)
            zones.Add(new StandingZone(SdkMapping.BareId(zone.HostedZoneId!), DnsName.Normalize(zone.Name!), zone.Owner?.OwningAccount, vpc));
        return zones;
    }
}

/// <summary>A zone that answers in a VPC, and whose it is: an account's, or an endpoint's.</summary>
internal sealed record StandingZone(string Id, string Name, string? AccountId, ZoneVpc Vpc)
{
    /// <summary>Whether it is the one behind an endpoint's private names.</summary>
    public bool IsManaged => AccountId is not { Length: > 0 };

    /// <summary>The zone as far as the list tells it.</summary>
    public PrivateZone ToZone() => new() { Id = Id, Name = Name, OwnerAccountId = AccountId ?? "", Vpcs = ValueList.Of(Vpc), Records = null };
}
