using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;

namespace EndpointHub.Errors;

/// <summary>
/// What to do about a zone of another origin that answers for a service's names in a VPC. AWS does not disassociate the only VPC of a private zone
/// (Route 53 API reference, DisassociateVPCFromHostedZone, LastVPCAssociation), and a zone that answers for some names of a hub is needed.
/// </summary>
/// <param name="zone">The zone.</param>
/// <param name="vpcId">The VPC.</param>
/// <param name="target">The hub's endpoint; null when the names lead elsewhere.</param>
/// <param name="names">The names that the zone has to lead to the endpoint.</param>
internal sealed class ForeignZoneRemedy(PrivateZone zone, string vpcId, AliasTarget? target, ValueList<string> names)
{
    /// <summary>The advice, as sentences.</summary>
    public string Advice =>
        target is null ? Sentence(Leaving)
        : zone.Records is null ? $"Have its owner point {names} to {target.DnsName}, or {Leaving}."
        : Missing.Count > 0 && IsOnlyIncomplete ? $"Add the records that it lacks: {Others} get their answers too."
        : IsPartOfHub ? $"Point {names} in it to {target.DnsName}: {Others} get these answers too."
        : $"Point {names} in it to {target.DnsName}, which {Others} then get too, or, if none of its names is needed in {vpcId}, {Leaving}.";

    /// <summary>Adds what lacks where nothing else is wrong; otherwise shows the zone.</summary>
    public CommandLine CommandLine => Additions() ?? Shown;

    private List<string> Missing => zone.Records is { } records ? names.Where(name => !records.Any(record => IsRecordOf(record, name))).ToList() : [];

    // Every name that the zone has a record for leads to the endpoint.
    private bool IsOnlyIncomplete =>
        zone.Records is { } records && names.All(name => records.All(record => !IsRecordOf(record, name) || Leads(record)));

    private bool IsPartOfHub => zone.Records is { } records && records.Any(Leads);

    private string Others => zone.Vpcs.Count > 1 ? "all VPCs of the zone" : "its clients";

    private string Leaving =>
        zone.Records is null
            ? $"disassociate it from {vpcId}; if AWS refuses that because the zone has no other VPC (LastVPCAssociation), have its owner delete it"
        : zone.Vpcs.Count > 1 ? $"disassociate it from {vpcId}"
        : "delete it with its records, because AWS does not disassociate the only VPC of a zone (LastVPCAssociation)";

    private CommandLine Shown =>
        zone.Records is null && zone.Vpcs.FirstOrDefault(vpc => vpc.VpcId == vpcId) is { } vpc
            ? Aws($"route53 list-hosted-zones-by-vpc --vpc-id {vpcId} --vpc-region {vpc.Region}")
            : Aws($"route53 list-resource-record-sets --hosted-zone-id {zone.Id}");

    private static bool IsRecordOf(ZoneRecord record, string name) => record.Name == name && record.Type is "A" or "CNAME";

    private static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause.Substring(1) + ".";

    private bool Leads(ZoneRecord record) =>
        target is not null
        && record.SetIdentifier is null
        && (record.Alias?.DnsName ?? (record.Values.Count > 0 ? record.Values[0] : "").TrimEnd('.')) == target.DnsName;

    private CommandLine? Additions()
    {
        if (target is null || Missing is not { Count: > 0 } missing || !IsOnlyIncomplete)
            return null;

        var commands = missing.ConvertAll(name => RecordCommands.WriteAlias("CREATE", zone.Id, name, target));
        return commands.Contains(null) ? null : commands.Aggregate((first, next) => first!.Then(next));
    }
}
