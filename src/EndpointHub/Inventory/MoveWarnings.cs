using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Inventory;

/// <summary>What to look at before an endpoint is moved.</summary>
internal static class MoveWarnings
{
    public static IEnumerable<string> Of(NetworkSnapshot network, Endpoint endpoint)
    {
        if (endpoint.PolicyDocument is not null)
            yield return "Its policy narrows what may be called, and a hub's endpoint has one policy for all spokes.";
        if (network.Vpcs[endpoint.VpcId].DomainNameServers is { Count: > 0 } servers)
            yield return $"Its VPC's clients ask {servers}, and whether those ask the VPC's resolver cannot be seen.";

        var referrers = from zone in network.Zones
                        from record in zone.Records ?? ValueList<ZoneRecord>.Empty
                        where record.Values.Append(record.Alias?.DnsName ?? "").Any(target => VpceName.IsOf(DnsName.Normalize(target), endpoint))
                        select $"Record {record.Name} of zone {zone.Id} points to it; it is not deleted before that points elsewhere.";
        foreach (var referrer in referrers)
            yield return referrer;
    }
}
