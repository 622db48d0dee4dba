using System.Globalization;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Route53;

/// <summary>Resource record sets. A change batch succeeds or fails as a whole.</summary>
internal sealed class Records(Call call) : ZoneHandler(call)
{
    private const int ElementsPerBatch = 1000;
    private const int CharactersPerBatch = 32000;
    private const int PerZone = 10000;

    public ChangeResourceRecordSetsResponse ChangeResourceRecordSets(string hostedZoneId, ChangeBatch changeBatch)
    {
        var zone = OwnZone(hostedZoneId);
        CheckSize(changeBatch);
        var records = new Dictionary<(string, string, string), ResourceRecordSet>(zone.Records);
        var refusals = changeBatch.Changes.Select(c => Apply(zone, records, c)).OfType<string>().ToList();
        if (records.Count > PerZone)
            refusals.Add($"Number of records limit of {PerZone} exceeded.");
        if (refusals.Count > 0)
            throw new AwsException("InvalidChangeBatch", $"[{string.Join(", ", refusals)}]") { Messages = refusals };
        zone.Records.Clear();
        foreach (var (key, record) in records)
            zone.Records.Add(key, record);
        return new() { ChangeInfo = Change(zone, changeBatch.Comment, () => World.Dns.Publish(World.Now, zone.Id, zone.Content)) };
    }

    /// <summary>Ordered by name with its labels reversed, then by type.</summary>
    public ListResourceRecordSetsResponse ListResourceRecordSets(
        string hostedZoneId,
        string? startRecordName,
        string? startRecordType,
        string? startRecordIdentifier,
        string? maxItems
    )
    {
        if (startRecordType is not null && startRecordName is null)
            throw Input("StartRecordType requires StartRecordName.");
        if (startRecordIdentifier is not null)
            throw AwsException.Unsupported("StartRecordIdentifier");
        var size = Size(maxItems, most: 300);
        var zone = OwnZone(hostedZoneId);
        var start = (Name: DnsName.Canonical(startRecordName ?? "."), Type: startRecordType ?? "");
        var records = zone
            .Records.OrderBy(r => Sort(r.Key.Name), StringComparer.Ordinal)
            .ThenBy(r => r.Key.Type, StringComparer.Ordinal)
            .SkipWhile(r => startRecordName is not null && IsBefore((r.Key.Name, r.Key.Type), start))
            .Select(r => r.Value)
            .Take(size + 1)
            .ToList();
        var next = records.Count > size ? records[size] : null;
        return new()
        {
            ResourceRecordSets = [.. records.Take(size)],
            IsTruncated = next is not null,
            NextRecordName = next?.Name,
            NextRecordType = next?.Type,
            MaxItems = size.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <returns>Null if the change was applied, otherwise Route 53's error message.</returns>
    private static string? Apply(Zone zone, Dictionary<(string, string, string), ResourceRecordSet> records, Change change)
    {
        var set = change.ResourceRecordSet!;
        if (
            set.SetIdentifier is not null
            || set.HealthCheckId is not null
            || set.TrafficPolicyInstanceId is not null
            || set.CidrRoutingConfig is not null
            || set.MultiValueAnswer is not null
        )
        {
            throw AwsException.Unsupported("ResourceRecordSet with a routing policy");
        }

        var name = DnsName.Canonical(set.Name!);
        var label = $"[name='{DnsName.Escaped(name)}', type='{set.Type}']";
        if (!DnsName.IsValid(name))
            return $"Invalid Resource Record: FATAL problem: DomainLabelInvalid encountered with '{set.Name}'";
        if (!DnsName.IsIn(name, zone.Name))
            return $"RRSet with DNS name {DnsName.Escaped(name)} is not permitted in zone {DnsName.Escaped(zone.Name)}";
        if ((set.AliasTarget is null) == (set.ResourceRecords.Count == 0))
            return $"Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found {(set.AliasTarget is null ? "none" : "more than one")} in Change with [Action={change.Action}, Name={DnsName.Escaped(name)}, Type={set.Type}, SetIdentifier=null]";
        if (set.AliasTarget is null == set.TTL is null)
            return $"Invalid request: a record without alias needs a TTL, an alias has none {label}";
        if (set.Type == "CNAME" && name == zone.Name)
            return $"RRSet of type CNAME with DNS name {DnsName.Escaped(name)} is not permitted at apex in zone {DnsName.Escaped(zone.Name)}";
        if (set.AliasTarget?.DNSName is { } alias && DnsName.IsIn(DnsName.Canonical(alias), "cloudfront.net.") && zone.IsPrivate)
            return $"Tried to create an alias that targets {alias}, but that is not allowed in a private hosted zone";

        if (zone.Protections.TryGetValue((name, set.Type!), out var protection))
            return $"Resource record set {label} is protected{(protection.Comment is { Length: > 0 } comment ? $": {comment}" : "")}";

        var key = (name, set.Type!, "");
        var exists = records.TryGetValue(key, out var present);
        switch (change.Action)
        {
            case "CREATE" when exists:
                return $"Tried to create resource record set {label} but it already exists";
            case "DELETE" when !exists:
                return $"Tried to delete resource record set {label} but it was not found";
            case "DELETE" when !Same(present!, set):
                return $"Tried to delete resource record set {label} but the values provided do not match the current values";
            case "DELETE" when name == zone.Name && set.Type is "SOA" or "NS":
                return $"A HostedZone must contain exactly one SOA record, and at least one NS record {label}";
            case "DELETE":
                records.Remove(key);
                return null;
        }

        if (set.Type == "CNAME" ? records.Keys.Any(k => k.Item1 == name && k.Item2 != "CNAME") : records.ContainsKey((name, "CNAME", "")))
            return $"RRSet of type {set.Type} with DNS name {DnsName.Escaped(name)} is not permitted as it conflicts with other records with the same DNS name in zone {DnsName.Escaped(zone.Name)}";
        set.Name = DnsName.Escaped(name);
        if (set.AliasTarget is { } target)
            target.DNSName = DnsName.Escaped(DnsName.Canonical(target.DNSName!));
        records[key] = set;
        return null;
    }

    private static bool Same(ResourceRecordSet a, ResourceRecordSet b) =>
        a.TTL == b.TTL
        && a.ResourceRecords.Select(r => r.Value)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(b.ResourceRecords.Select(r => r.Value).Order(StringComparer.Ordinal))
        && a.AliasTarget?.HostedZoneId == b.AliasTarget?.HostedZoneId
        && a.AliasTarget?.EvaluateTargetHealth == b.AliasTarget?.EvaluateTargetHealth
        && (a.AliasTarget is null || DnsName.Canonical(a.AliasTarget.DNSName!) == DnsName.Canonical(b.AliasTarget!.DNSName!));

    /// <summary>The order in which Route 53 lists: names by their labels reversed, then types.</summary>
    internal static bool IsBefore((string Name, string Type) key, (string Name, string Type) start) =>
        string.CompareOrdinal(Sort(key.Name), Sort(start.Name)) is var order
        && (order < 0 || (order == 0 && string.CompareOrdinal(key.Type, start.Type) < 0));

    internal static string Sort(string name) => string.Join('.', name.TrimEnd('.').Split('.').Reverse());

    /// <summary>Checks the limits of a batch. An UPSERT counts twice.</summary>
    private static void CheckSize(ChangeBatch batch)
    {
        if (batch.Changes.Count == 0)
            throw Input("The change batch is empty.");
        var elements = batch.Changes.Sum(c => c.ResourceRecordSet!.ResourceRecords.Count * (c.Action == "UPSERT" ? 2 : 1));
        var characters = batch.Changes.Sum(c => c.ResourceRecordSet!.ResourceRecords.Sum(r => r.Value!.Length) * (c.Action == "UPSERT" ? 2 : 1));
        if (elements > ElementsPerBatch || characters > CharactersPerBatch || batch.Changes.Count > ElementsPerBatch)
        {
            throw new AwsException("InvalidChangeBatch", "Number of records limit of 1000 exceeded.")
            {
                Messages = ["Number of records limit of 1000 exceeded."],
            };
        }
    }
}
