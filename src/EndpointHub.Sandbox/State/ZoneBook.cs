using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.State;

/// <summary>All hosted zones of all accounts, the managed zones of endpoints among them.</summary>
internal sealed class ZoneBook
{
    private readonly OrderedDictionary<string, Zone> _zones = [];

    public IEnumerable<Zone> All => _zones.Values;

    public Dictionary<string, (string Account, ChangeInfo Info)> Changes { get; } = [];

    public Zone? Find(string id) => _zones.GetValueOrDefault(id);

    public void Add(Zone zone) => _zones.Add(zone.Id, zone);

    public void Remove(Zone zone) => _zones.Remove(zone.Id);

    /// <summary>The zones that the VPC is associated with at this moment, as the API sees it.</summary>
    public IEnumerable<Zone> Of(string vpcId) => All.Where(z => z.Vpcs.Any(v => v.Id == vpcId));

    /// <summary>Who already owns the name in the VPC: equal names conflict, parent and child zones coexist.</summary>
    public Zone? Owner(string vpcId, string canonicalName) => Of(vpcId).FirstOrDefault(z => z.Name == canonicalName);
}

/// <summary>A hosted zone with all that Route 53 keeps for it.</summary>
internal sealed class Zone(string id, string name, string owner)
{
    public string Id => id;

    /// <summary>Canonical, see <see cref="Dns.DnsName"/>.</summary>
    public string Name => name;

    /// <summary>An account, or a service principal for a managed zone.</summary>
    public string Owner => owner;

    public bool IsManaged => owner.Contains('.', StringComparison.Ordinal);

    public bool IsPrivate { get; init; }

    public string CallerReference { get; init; } = "";

    public string? Comment { get; set; }

    /// <summary>When the last change so far will be INSYNC: the changes of a zone settle in their order.</summary>
    public DateTimeOffset SettledAt { get; set; }

    public List<ZoneVpc> Vpcs { get; } = [];

    public List<ZoneVpc> Authorizations { get; } = [];

    public Dictionary<(string Name, string Type, string Identifier), ResourceRecordSet> Records { get; } = [];

    public Dictionary<(string Name, string Type), ResourceRecordSetProtection> Protections { get; } = [];

    public List<Tag> Tags { get; } = [];
}

internal sealed record ZoneVpc(string Id, string Region);
