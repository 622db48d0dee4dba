using System.Collections.Immutable;
using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.State;

/// <summary>A hosted zone: its settings, records, VPC associations and tags.</summary>
internal sealed class Zone(string id, string name, string owner)
{
    public string Id => id;

    /// <summary>Canonical, see <see cref="DnsName"/>.</summary>
    public string Name => name;

    /// <summary>The owning account, or the service principal of a managed zone.</summary>
    public string Owner => owner;

    /// <summary>The endpoint whose private name a managed zone is; null for a zone of an account.</summary>
    public string? EndpointId { get; init; }

    public bool IsManaged => owner.Contains('.', StringComparison.Ordinal);

    public bool IsPrivate { get; init; }

    public string CallerReference { get; init; } = "";

    public string? Comment { get; set; }

    /// <summary>When the latest change will be INSYNC. The changes of a zone complete in their order.</summary>
    public DateTimeOffset SettledAt { get; set; }

    public List<ZoneVpc> Vpcs { get; } = [];

    public List<ZoneVpc> Authorizations { get; } = [];

    public Dictionary<(string Name, string Type, string Identifier), ResourceRecordSet> Records { get; } = [];

    public Dictionary<(string Name, string Type), ResourceRecordSetProtection> Protections { get; } = [];

    public List<Tag> Tags { get; } = [];

    /// <summary>The zone as resolvers see it: which one it is.</summary>
    public ZoneSource Source => new(id, name);

    /// <summary>The zone's records at this moment, as resolvers see them once the change is INSYNC.</summary>
    public ZoneContent Content => new(name, owner, Records.Values.ToImmutableDictionary(r => (DnsName.Canonical(r.Name!), r.Type!)));
}

internal sealed record ZoneVpc(string Id, string Region);
