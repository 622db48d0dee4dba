using System.Globalization;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.Route53;

internal sealed class Zones(Call call) : ZoneHandler(call)
{
    private static readonly string[] PublicServers = ["ns-1.awsdns-00.com", "ns-2.awsdns-00.net", "ns-3.awsdns-00.org", "ns-4.awsdns-00.co.uk"];
    private static readonly string[] PrivateServers =
    [
        "ns-0.awsdns-00.com",
        "ns-512.awsdns-00.net",
        "ns-1024.awsdns-00.org",
        "ns-1536.awsdns-00.co.uk",
    ];

    /// <summary>The default quota; AWS adjusts it on request.</summary>
    private const int PerAccount = 500;

    private IEnumerable<Zone> Own => World.Zones.All.Where(z => z.Owner == Account);

    /// <summary>A zone created with a VPC is private. The VPC must belong to the caller.</summary>
    public CreateHostedZoneResponse CreateHostedZone(string name, VPC? vpc, string callerReference, HostedZoneConfig? hostedZoneConfig)
    {
        var canonical = DnsName.Canonical(name);
        if (!DnsName.IsValid(canonical) || canonical[0] == '*')
            throw new AwsException("InvalidDomainName", $"{name} is not a valid domain name");
        if (World.Zones.References.Contains((Account, callerReference)))
        {
            throw new AwsException(
                "HostedZoneAlreadyExists",
                $"A hosted zone has already been created with the specified caller reference: {callerReference}"
            );
        }

        if (Own.Count() >= PerAccount)
        {
            throw new AwsException(
                "TooManyHostedZones",
                $"This hosted zone can't be created because the limit of {PerAccount} hosted zones is exceeded."
            );
        }

        var first = vpc is null ? null : Vpc(vpc);
        if (first is null && hostedZoneConfig?.PrivateZone == true)
            throw Input("When you're creating a private hosted zone, you must specify a VPC.");
        if (first is not null)
        {
            RequireOwn(first);
            if (World.Zones.Owner(first.Id, canonical) is { } owner)
            {
                throw new AwsException(
                    "ConflictingDomainExists",
                    $"The VPC {first.Id} in region {first.Region} has already been associated with the hosted zone {owner.Id} with the same domain name."
                );
            }
        }

        var zone = new Zone(Ids.Zone(), canonical, Account)
        {
            IsPrivate = first is not null,
            CallerReference = callerReference,
            Comment = hostedZoneConfig?.Comment,
        };
        var servers = zone.IsPrivate ? PrivateServers : PublicServers;
        Add(zone, "NS", 172800, servers.Select(s => s + "."));
        Add(zone, "SOA", 900, [$"{servers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"]);
        World.Zones.Add(zone);
        World.Zones.References.Add((Account, callerReference));
        if (first is not null)
            zone.Vpcs.Add(first);
        var change = Change(
            zone,
            comment: null,
            () =>
            {
                World.Dns.Publish(World.Now, zone.Id, zone.Content);
                if (first is not null && zone.Vpcs.Contains(first))
                    World.Dns.Give(World.Now, first.Id, zone.Source);
            }
        );
        return new()
        {
            HostedZone = Describe(zone),
            ChangeInfo = change,
            DelegationSet = new() { NameServers = [.. servers] },
            VPC = vpc,
            Location = $"https://route53.amazonaws.com/2013-04-01/hostedzone/{zone.Id}",
        };
    }

    public GetHostedZoneResponse GetHostedZone(string id)
    {
        var zone = OwnZone(id);
        return new()
        {
            HostedZone = Describe(zone),
            VPCs = [.. zone.Vpcs.Select(Describe)],
            DelegationSet = zone.IsPrivate ? null : new() { NameServers = [.. PublicServers] },
        };
    }

    public UpdateHostedZoneCommentResponse UpdateHostedZoneComment(string id, string? comment)
    {
        var zone = OwnZone(id);
        zone.Comment = comment;
        return new() { HostedZone = Describe(zone) };
    }

    /// <summary>The zone must not contain records other than its SOA and NS records.</summary>
    public DeleteHostedZoneResponse DeleteHostedZone(string id)
    {
        var zone = OwnZone(id);
        if (zone.Records.Keys.Any(r => r.Name != zone.Name || r.Type is not ("SOA" or "NS")))
        {
            throw new AwsException(
                "HostedZoneNotEmpty",
                "The specified hosted zone contains non-required resource record sets and so cannot be deleted."
            );
        }

        if (zone.Protections.Count > 0)
        {
            throw new AwsException(
                "HostedZoneNotEmpty",
                "The specified hosted zone contains resource record set protections and so cannot be deleted."
            );
        }

        World.Zones.Remove(zone);
        var vpcs = zone.Vpcs.ToList();
        zone.Vpcs.Clear();
        return new()
        {
            ChangeInfo = Change(
                zone,
                comment: null,
                () =>
                {
                    vpcs.ForEach(v => World.Dns.Take(World.Now, v.Id, zone.Id));
                    World.Dns.Retract(World.Now, zone.Id);
                }
            ),
        };
    }

    public ListHostedZonesResponse ListHostedZones(string? marker, string? maxItems, string? hostedZoneType)
    {
        var size = Size(maxItems);
        var zones = Own.Where(z => hostedZoneType is null || z.IsPrivate)
            .SkipWhile(z => !string.IsNullOrEmpty(marker) && z.Id != marker)
            .Take(size + 1)
            .ToList();
        return new()
        {
            HostedZones = [.. zones.Take(size).Select(Describe)],
            Marker = marker ?? "",
            MaxItems = size.ToString(CultureInfo.InvariantCulture),
            IsTruncated = zones.Count > size,
            NextMarker = zones.Count > size ? zones[size].Id : null,
        };
    }

    /// <summary>Ordered by name with its labels reversed.</summary>
    public ListHostedZonesByNameResponse ListHostedZonesByName(string? dNSName, string? hostedZoneId, string? maxItems)
    {
        var size = Size(maxItems);
        var start = (Key: dNSName is null ? "" : Reversed(DnsName.Canonical(dNSName)), Id: hostedZoneId ?? "");
        var zones = Own.Select(z => (Key: Reversed(z.Name), z.Id, Zone: z))
            .OrderBy(z => z.Key, StringComparer.Ordinal)
            .ThenBy(z => z.Id, StringComparer.Ordinal)
            .SkipWhile(z => string.CompareOrdinal(z.Key, start.Key) < 0 || (z.Key == start.Key && string.CompareOrdinal(z.Id, start.Id) < 0))
            .Select(z => z.Zone)
            .Take(size + 1)
            .ToList();
        return new()
        {
            HostedZones = [.. zones.Take(size).Select(Describe)],
            DNSName = dNSName,
            HostedZoneId = hostedZoneId,
            MaxItems = size.ToString(CultureInfo.InvariantCulture),
            IsTruncated = zones.Count > size,
            NextDNSName = zones.Count > size ? DnsName.Escaped(zones[size].Name) : null,
            NextHostedZoneId = zones.Count > size ? zones[size].Id : null,
        };
    }

    public GetHostedZoneCountResponse GetHostedZoneCount() => new() { HostedZoneCount = Own.Count() };

    public GetHostedZoneLimitResponse GetHostedZoneLimit(string hostedZoneId, string type)
    {
        var zone = OwnZone(hostedZoneId);
        return type == "MAX_VPCS_ASSOCIATED_BY_ZONE"
            ? new()
            {
                Limit = new() { Type = type, Value = Rules.VpcsPerZone },
                Count = zone.Vpcs.Count,
            }
            : new()
            {
                Limit = new() { Type = type, Value = 10000 },
                Count = zone.Records.Count,
            };
    }

    public GetAccountLimitResponse GetAccountLimit(string type) =>
        type == "MAX_HOSTED_ZONES_BY_OWNER"
            ? new()
            {
                Limit = new() { Type = type, Value = PerAccount },
                Count = Own.Count(),
            }
            : throw AwsException.Unsupported($"Type {type}");

    public GetDNSSECResponse GetDNSSEC(string hostedZoneId) =>
        OwnZone(hostedZoneId).IsPrivate
            ? throw new AwsException("InvalidArgument", "Operation is unsupported for private hosted zones.")
            : new() { Status = new() { ServeSignature = "NOT_SIGNING" } };

    public GetChangeResponse GetChange(string id) =>
        World.Zones.Changes.TryGetValue("/change/" + id[(id.LastIndexOf('/') + 1)..], out var change) && change.Account == Account
            ? new() { ChangeInfo = change.Info }
            : throw new AwsException("NoSuchChange", $"A change with the specified change ID does not exist: {id}");

    private static string Reversed(string name) => string.Join('.', name.TrimEnd('.').Split('.').Reverse());

    private static void Add(Zone zone, string type, long ttl, IEnumerable<string> values) =>
        zone.Records.Add(
            (zone.Name, type, ""),
            new()
            {
                Name = DnsName.Escaped(zone.Name),
                Type = type,
                TTL = ttl,
                ResourceRecords = [.. values.Select(v => new ResourceRecord { Value = v })],
            }
        );
}
