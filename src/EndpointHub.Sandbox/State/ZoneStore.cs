using EndpointHub.Sandbox.Wire.Route53;

namespace EndpointHub.Sandbox.State;

/// <summary>All hosted zones of all accounts, the managed zones of endpoints among them.</summary>
internal sealed class ZoneStore
{
    private readonly OrderedDictionary<string, Zone> _zones = [];

    public IEnumerable<Zone> All => _zones.Values;

    public Dictionary<string, (string Account, ChangeInfo Info)> Changes { get; } = [];

    /// <summary>The caller references of every zone that was created, also of deleted ones.</summary>
    public HashSet<(string Account, string CallerReference)> References { get; } = [];

    public Zone? Find(string id) => _zones.GetValueOrDefault(id);

    public void Add(Zone zone) => _zones.Add(zone.Id, zone);

    public void Remove(Zone zone) => _zones.Remove(zone.Id);

    /// <summary>The zones that the API lists as associated with the VPC. Resolvers use them only after the change is INSYNC.</summary>
    public IEnumerable<Zone> Of(string vpcId) => All.Where(z => z.Vpcs.Any(v => v.Id == vpcId));

    /// <summary>The managed zones of an endpoint's private names, while they exist.</summary>
    public IReadOnlyList<Zone> ManagedFor(string endpointId) => [.. All.Where(z => z.EndpointId == endpointId)];

    /// <summary>
    /// The zone of that name which is already associated with the VPC, if any: equal names conflict, parent and child zones coexist.
    /// </summary>
    public Zone? Owner(string vpcId, string canonicalName) => Of(vpcId).FirstOrDefault(z => z.Name == canonicalName);
}
