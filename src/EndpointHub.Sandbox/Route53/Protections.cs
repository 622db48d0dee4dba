using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Paging;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Route53;

/// <summary>Protections of record sets: while one exists, no change of a record set with its name and type goes through.</summary>
internal sealed class Protections(Call call) : ZoneHandler(call)
{
    private const int PerRequest = 100;
    private const int PerPage = 300;
    private const int LongestComment = 256;
    private const string Exists = "ProtectionAlreadyExists";
    private const string Missing = "ProtectionNotFound";
    private const string Invalid = "InvalidInput";

    public void CreateResourceRecordSetProtections(string hostedZoneId, List<ResourceRecordSetProtectionConfig> protections)
    {
        var zone = OwnZone(hostedZoneId);
        var keys = Keys(protections.Select(p => (p.RecordName, p.RecordType)));
        RefuseInvalid(zone, keys, protections.Select(p => p.Comment));
        Refuse(keys, key => zone.Protections.ContainsKey(key), Exists);
        foreach (var (key, protection) in keys.Zip(protections))
        {
            zone.Protections.Add(
                key,
                new()
                {
                    RecordName = DnsName.Escaped(key.Name),
                    RecordType = key.Type,
                    Comment = protection.Comment,
                }
            );
        }
    }

    public void DeleteResourceRecordSetProtections(string hostedZoneId, List<ResourceRecordSetProtectionKey> protections)
    {
        var zone = OwnZone(hostedZoneId);
        var keys = Keys(protections.Select(p => (p.RecordName, p.RecordType)));
        RefuseInvalid(zone, keys, comments: []);
        Refuse(keys, key => !zone.Protections.ContainsKey(key), Missing);
        keys.ForEach(key => zone.Protections.Remove(key));
    }

    /// <summary>In the order of records: by name with its labels reversed, then by type.</summary>
    public ListResourceRecordSetProtectionsResponse ListResourceRecordSetProtections(
        string hostedZoneId,
        string? startRecordName,
        string? startRecordType,
        int? maxResults,
        string? nextToken
    )
    {
        if (startRecordType is not null && startRecordName is null)
            throw Input("StartRecordType requires StartRecordName.");
        if (maxResults < 1)
            throw Input($"Invalid page size {maxResults}");
        if (!PageToken.TryRead(nextToken, out var start))
            throw new AwsException("InvalidPaginationToken", "The value that you specified for NextToken isn't valid.");
        var size = Math.Min(maxResults ?? PerPage, PerPage);

        // With a token the start is ignored, so a token counts from the first protection of the zone.
        var first =
            nextToken is null && startRecordName is not null ? (Name: DnsName.Canonical(startRecordName), Type: startRecordType ?? "") : default;
        var ordered = OwnZone(hostedZoneId)
            .Protections.OrderBy(p => Records.Sort(p.Key.Name), StringComparer.Ordinal)
            .ThenBy(p => p.Key.Type, StringComparer.Ordinal)
            .ToList();
        if (first.Name is not null)
            start = ordered.TakeWhile(p => Records.IsBefore(p.Key, first)).Count();
        return new()
        {
            ResourceRecordSetProtections = [.. ordered.Skip(start).Take(size).Select(p => p.Value)],
            NextToken = ordered.Count > start + size ? PageToken.At(start + size) : null,
        };
    }

    private static List<(string Name, string Type)> Keys(IEnumerable<(string? Name, string? Type)> entries)
    {
        var keys = entries.Select(e => (DnsName.Canonical(e.Name!), e.Type!)).ToList();
        return keys.Count is > 0 and <= PerRequest ? keys : throw Input($"A request holds at least one protection and at most {PerRequest}.");
    }

    private static void RefuseInvalid(Zone zone, List<(string Name, string Type)> keys, IEnumerable<string?> comments)
    {
        if (comments.Any(c => c?.Length > LongestComment))
            throw Input($"A comment has at most {LongestComment} characters.");
        var twice = keys.CountBy(k => k).Where(k => k.Value > 1).Select(k => k.Key).ToHashSet();
        Refuse(keys, key => !DnsName.IsValid(key.Name) || !DnsName.IsIn(key.Name, zone.Name) || twice.Contains(key), Invalid);
    }

    private static void Refuse(List<(string Name, string Type)> keys, Predicate<(string Name, string Type)> isRefused, string reason)
    {
        var refused = keys.FindAll(isRefused);
        if (refused.Count == 0)
            return;
        var code = reason == Exists && refused.Count == keys.Count ? Exists : "InvalidResourceRecordSetProtectionBatch";
        throw new AwsException(code, string.Join(", ", refused.Select(k => $"{reason}: [name='{DnsName.Escaped(k.Name)}', type='{k.Type}']")));
    }
}
