using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Names;

/// <summary>Resolves a name with the records of the zone that answers for it.</summary>
/// <param name="index">The network.</param>
/// <param name="vpc">The VPC in which the name is resolved.</param>
/// <param name="question">The parameters of the path test.</param>
/// <param name="expected">The endpoint to which the names should resolve; null when the hub has none.</param>
internal sealed class RecordWalk(PathIndex index, Vpc vpc, PathQuestion question, Endpoint? expected)
{
    /// <summary>The maximum length of a chain of records. Resolvers have a limit too; real chains have one or two links.</summary>
    public const int MaxLinks = 8;

    /// <summary>The hop for a chain of records that is a loop.</summary>
    public static RecordHop Loop(string resource, string name) =>
        new(resource, name, Answer: null, NameFindings.TargetUnknown(resource, name, "itself"));

    /// <summary>Resolves a name in a zone: to an endpoint, to a name to resolve next, or to neither.</summary>
    public (Endpoint? Endpoint, string? Next) Ask(PrivateZone zone, ZoneRecords known, TestedName tested, List<PathHop> hops) =>
        Ask(zone, known, tested, hops, links: 0);

    private (Endpoint? Endpoint, string? Next) Ask(PrivateZone zone, ZoneRecords known, TestedName tested, List<PathHop> hops, int links)
    {
        if (links == MaxLinks)
        {
            hops.Add(Loop(zone.Id, tested.Name));
            return default;
        }

        var records = known.For(tested.Name).ToList();
        var record = records.Find(present => present.Type == "A") ?? records.Find(present => present.Type == "CNAME");
        if (record is null)
        {
            hops.Add(
                new RecordHop(
                    zone.Id,
                    RecordName: null,
                    Answer: null,
                    records.Count == 0 || tested.IsUnusedApex
                        ? NameFindings.NoRecord(zone, tested, expected?.RegionalName)
                        : NameFindings.NoAddressType(zone, tested.Name, records)
                )
            );
            return default;
        }

        if (record.SetIdentifier is not null)
        {
            hops.Add(
                new RecordHop(
                    zone.Id,
                    record.Name,
                    Answer: null,
                    NameFindings.Routed(zone, tested, records.Count(other => other.Type == record.Type))
                )
            );
            return default;
        }

        return record switch
        {
            { Type: "A", Alias: null } => (AskAddresses(zone, record, tested, hops), null),
            // An alias is not a new query: its own zone answers it, even when a more specific zone covers the target
            // (Route 53 developer guide, choosing between alias and non-alias records).
            { Alias: { } alias } when alias.HostedZoneId == zone.Id => Ask(
                zone,
                known,
                new TestedName(Linked(zone, record, alias.DnsName, hops), IsUnderWildcard: false),
                hops,
                links + 1
            ),
            { Alias: { } alias } => (AskEndpointName(zone, record, alias.DnsName, tested, hops), null),
            // A CNAME is a new query: rules and zones take precedence over the public answer, even for an endpoint's own name.
            { Values.Count: > 0 } when index.Domains.Decide(vpc.Id, CanonicalName(record)).Claims.Count > 0 => (
                null,
                Linked(zone, record, CanonicalName(record), hops)
            ),
            _ => (AskEndpointName(zone, record, CanonicalName(record), tested, hops), null),
        };
    }

    private static string CanonicalName(ZoneRecord record) => Naming.DnsName.Normalize(record.Values.Count > 0 ? record.Values[0] : "");

    private static RecordLink LinkOf(ZoneRecord record) => record.Alias is null ? RecordLink.CanonicalName : RecordLink.Alias;

    private static string Linked(PrivateZone zone, ZoneRecord record, string next, List<PathHop> hops)
    {
        hops.Add(new RecordHop(zone.Id, record.Name, next, Finding: null) { Link = LinkOf(record) });
        return next;
    }

    private Endpoint? AskEndpointName(PrivateZone zone, ZoneRecord record, string target, TestedName tested, List<PathHop> hops)
    {
        var endpoint = index.Domains.EndpointNamed(target, out var availabilityZone);
        var finding =
            endpoint is null ? NameFindings.TargetUnknown(zone.Id, tested.Name, target)
            : !question.IsAbout(endpoint) ? NameFindings.Elsewhere(zone.Id, tested.Name, endpoint.Id, question.HubVpcId)
            : !endpoint.HasIpv4Names ? NameFindings.NoIpv4(endpoint, tested.Name)
            : availabilityZone is not null ? NameFindings.Zonal(zone.Id, tested.Name, availabilityZone, endpoint)
            : null;
        hops.Add(new RecordHop(zone.Id, record.Name, target, finding) { Link = LinkOf(record) });
        return endpoint;
    }

    private Endpoint? AskAddresses(PrivateZone zone, ZoneRecord record, TestedName tested, List<PathHop> hops)
    {
        var own =
            record.Values.Count == 0
                ? null
                : index
                    .EndpointsOf(question.HubVpcId, question.ServiceName)
                    .FirstOrDefault(endpoint => record.Values.All(AddressesOf(endpoint).Contains));
        hops.Add(
            new RecordHop(
                zone.Id,
                record.Name,
                record.Values.ToString(),
                own is not null
                    ? NameFindings.Pinned(zone, tested.Name, own)
                    : NameFindings.Elsewhere(zone.Id, tested.Name, record.Values.ToString(), question.HubVpcId)
            )
        );
        return own;
    }

    private List<string?> AddressesOf(Endpoint endpoint) =>
        endpoint.NetworkInterfaceIds.Select(id => index.Snapshot.NetworkInterfaces.Find(id)?.Address?.ToString()).ToList();
}
