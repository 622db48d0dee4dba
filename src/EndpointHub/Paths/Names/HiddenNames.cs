using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Names;

/// <summary>
/// Compares what resolves at and below the zones of a service in a VPC before and after a change. A zone that is new for the VPC hides every
/// public name at or below its own that it has no record for: a query never falls through to public DNS (Route 53 developer guide, private hosted
/// zone considerations).
/// </summary>
internal sealed class HiddenNames
{
    private readonly PathIndex _before;
    private readonly PathIndex _after;
    private readonly Vpc _vpc;
    private readonly string _serviceName;

    /// <summary>Compares two networks.</summary>
    /// <param name="before">The network before the change.</param>
    /// <param name="after">The predicted network.</param>
    /// <param name="vpcId">The VPC, which both contain.</param>
    /// <param name="serviceName">The full name of the service whose zones are concerned.</param>
    public HiddenNames(PathIndex before, PathIndex after, string vpcId, string serviceName)
    {
        _before = before;
        _after = after;
        _vpc = before.Snapshot.Vpcs[vpcId];
        _serviceName = serviceName;
        NewZones = after
            .Snapshot.Zones.Where(zone =>
                IsNew(zone) && ServiceZones.Of(after.Snapshot, serviceName, hub: null).Any(names => names.Name == zone.Name)
            )
            .ToValueList();
        Lost = Candidates()
            .Where(child => IsHidden(child))
            .Select(child => child.Name)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToValueList();
    }

    /// <summary>The zones of the service that answer in the VPC after the change and did not before.</summary>
    public ValueList<PrivateZone> NewZones { get; }

    /// <summary>The names that are known to resolve publicly or by another zone before, and do not afterwards; ordered.</summary>
    public ValueList<string> Lost { get; }

    private bool IsNew(PrivateZone zone) =>
        _after.Domains.Decide(_vpc.Id, zone.Name).Claims.OfType<ZoneClaim>().Any(claim => claim.Zone.Id == zone.Id)
        && _before.Domains.Decide(_vpc.Id, zone.Name).Domain != zone.Name;

    private IEnumerable<PublicChild> Candidates() =>
        NewZones.Count == 0 ? [] : PublicChildren.Of(_serviceName, _vpc.Location.Region).Concat(FromRecords());

    // Names that a zone of the VPC has a record for, or that a record leads on to.
    private IEnumerable<PublicChild> FromRecords() =>
        from zone in _before.Snapshot.Zones
        where zone.Serves(_vpc.Id)
        from record in zone.Records ?? ValueList<ZoneRecord>.Empty
        from name in NamesIn(record)
        select new PublicChild(name, IsRefused: false);

    private static IEnumerable<string> NamesIn(ZoneRecord record)
    {
        if (record.Type is "A" or "AAAA" or "CNAME")
            yield return record.Name;
        if (record.Alias is { } alias)
            yield return alias.DnsName;
        else if (record.Type == "CNAME" && record.Values.Count > 0)
            yield return DnsName.Normalize(record.Values[0]);
    }

    private bool IsHidden(PublicChild child)
    {
        // One label stands for all names under a wildcard.
        var name = DnsName.IsWildcard(child.Name) ? "any." + DnsName.WithoutWildcard(child.Name) : child.Name;
        var zone = NewZones.FirstOrDefault(zone => zone.Name == _after.Domains.Decide(_vpc.Id, name).Domain);
        if (zone is null || !Resolves(name))
            return false;

        return child.IsRefused || _after.Domains.RecordsOf(zone)?.For(name).Any() == false;
    }

    private bool Resolves(string name) =>
        _before.Domains.Decide(_vpc.Id, name).Claims is not { Count: 1 } claims
        || claims[0] is not ZoneClaim claim
        || _before.Domains.RecordsOf(claim.Zone) is not { } records
        || records.For(name).Any();
}
