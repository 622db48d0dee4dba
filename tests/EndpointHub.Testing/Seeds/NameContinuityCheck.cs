using EndpointHub.Planning;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Seeds;

/// <summary>
/// Checks every name of the migration in every spoke with the sandbox's DNS history: until the cut-over it resolves as before, afterwards to the
/// hub, and to anything else only within the announced cut-over window.
/// </summary>
internal sealed class NameContinuityCheck(SeedRun run)
{
    public IEnumerable<Violation> Violations() => MonitoredNames().SelectMany(Violations);

    /// <summary>The longest time in which a name resolved neither to its own endpoint nor to the hub.</summary>
    public TimeSpan WorstGap() =>
        MonitoredNames()
            .SelectMany(name => Intervals(name).Where(interval => !IsRight(name, interval.Answer)))
            .Select(interval => (interval.To ?? run.Sandbox.Now) - interval.From)
            .DefaultIfEmpty()
            .Max();

    private IEnumerable<Violation> Violations(MonitoredName name)
    {
        var moved = false;
        foreach (var interval in Intervals(name))
        {
            if (interval.Answer.Addresses.Count > 0 && interval.Answer.Addresses.All(name.Hub.Contains))
            {
                moved = true;
                continue;
            }

            var asBefore = !moved && IsAsBefore(name, interval.Answer);
            if (
                !asBefore
                && !run.WindowsOf(name.VpcId)
                    .Any(window => window.ZoneName == name.Zone && window.OpenedAt <= interval.From && interval.To <= window.ClosedAt)
            )
            {
                yield return new Violation(
                    "a name resolves correctly outside of the announced window",
                    $"{name.Name} in {name.VpcId} answered {interval.Answer.Kind} {string.Join(',', interval.Answer.Addresses)} until {interval.To:HH:mm:ss.fff}",
                    interval.From
                );
            }
        }

        if (!moved && run.WindowsOf(name.VpcId).Any())
            yield return new Violation("a spoke that was cut over resolves to the hub", $"{name.Name} in {name.VpcId}");
    }

    private IEnumerable<DnsInterval> Intervals(MonitoredName name) =>
        run
            .Sandbox.DnsHistory(name.VpcId, name.Name)
            .Where(interval => interval.To is null || interval.To > run.Began)
            .Select(interval => interval.From < run.Began ? interval with { From = run.Began } : interval);

    private static bool IsRight(MonitoredName name, DnsAnswer answer) =>
        IsAsBefore(name, answer) || (answer.Addresses.Count > 0 && answer.Addresses.All(name.Hub.Contains));

    private static bool IsAsBefore(MonitoredName name, DnsAnswer answer) =>
        name.Own.Count > 0 ? answer.Addresses.Count > 0 && answer.Addresses.All(name.Own.Contains) : answer.Kind == DnsAnswer.Public.Kind;

    private IEnumerable<MonitoredName> MonitoredNames() =>
        from spoke in run.Landscape.Spokes
        from zone in run.After.Zones
        where zone.Serves(run.Landscape.HubVpcId)
        from record in zone.Records ?? ValueList<ZoneRecord>.Empty
        let target = run.After.Endpoints.FirstOrDefault(endpoint => endpoint.RegionalName == record.Alias)
        where target is not null
        select new MonitoredName(
            spoke.VpcId,
            zone.Name,
            record.Name.Replace("*.", "123456789012.", StringComparison.Ordinal),
            AddressesOf(run.After, target),
            [
                .. run
                    .Before.EndpointsOf(spoke.VpcId)
                    .Where(own => own.PrivateDnsEnabled && own.ServiceName == target.ServiceName)
                    .SelectMany(own => AddressesOf(run.Before, own)),
            ]
        );

    private static HashSet<string> AddressesOf(NetworkSnapshot network, Endpoint endpoint) =>
        [.. endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces[id].Address.ToString()!)];

    private sealed record MonitoredName(string VpcId, string Zone, string Name, HashSet<string> Hub, HashSet<string> Own);
}
