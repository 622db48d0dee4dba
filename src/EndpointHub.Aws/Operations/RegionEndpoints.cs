using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>The endpoints of a region. They determine which VPCs have to be read.</summary>
internal sealed class RegionEndpoints
{
    private readonly AwsAccess _access;
    private readonly Location _location;
    private readonly IReadOnlyList<Endpoint> _listed;

    private RegionEndpoints(AwsAccess access, Location location, IReadOnlyList<Endpoint> listed)
    {
        _access = access;
        _location = location;
        _listed = listed;
    }

    /// <summary>Lists the endpoints of the account and region in use.</summary>
    public static async Task<RegionEndpoints> ListAsync(AwsAccess access, CancellationToken cancellationToken)
    {
        var location = access.Spoke.Location;
        return new RegionEndpoints(access, location, await EndpointReader.ReadAllAsync(access.At(location), cancellationToken));
    }

    /// <summary>The warnings about endpoints whose hub's name cannot be one.</summary>
    public IEnumerable<string> MisnamedHubs => HubMark.MisnamedHubs(_listed);

    /// <summary>Returns the full names of services. A service without an endpoint is looked up in the region's list.</summary>
    /// <exception cref="EndpointHubException">ServiceNotFound, or ServiceNotInRegion.</exception>
    public async Task<ValueList<string>> FullNamesAsync(ValueList<string> services, CancellationToken cancellationToken)
    {
        var known = _listed.Select(endpoint => endpoint.ServiceName).Distinct(StringComparer.Ordinal).ToList();
        if (!services.Each(InFull).All(known.Contains))
            known.AddRange(await ServiceReader.NamesAsync(_access.At(_location), cancellationToken));

        var names = services.Each(InFull);
        return names.FirstOrDefault(name => !known.Contains(name)) is { } missing
            ? throw new EndpointHubException(ServiceName.NotOffered(missing, _location.Region, known.ToValueList()))
            : names;

        string InFull(string service) => ServiceName.InFull(service, _location.Region, known);
    }

    /// <summary>
    /// Reads VPCs, with the hubs and every other VPC that has one of their services, because these decide which endpoints can move.
    /// </summary>
    /// <param name="vpcIds">The VPCs; empty means every VPC that has an endpoint.</param>
    /// <param name="serviceNames">The services to describe.</param>
    /// <param name="searchesZones">True to read the records of all zones.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<NetworkSnapshot> ReadAsync(
        ValueList<string> vpcIds,
        ValueList<string> serviceNames,
        bool searchesZones,
        CancellationToken cancellationToken
    )
    {
        var hubs = _listed
            .Where(endpoint => endpoint.HubName() is not null)
            .Select(endpoint => endpoint.VpcId)
            .Distinct(StringComparer.Ordinal)
            .ToValueList();
        var services = _listed
            .Where(endpoint => vpcIds.Contains(endpoint.VpcId))
            .Select(endpoint => endpoint.ServiceName)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var sharers = _listed.Where(endpoint => vpcIds.Count == 0 || services.Contains(endpoint.ServiceName)).Select(endpoint => endpoint.VpcId);
        var scope = new SnapshotScope
        {
            Vpcs = vpcIds.Concat(hubs).Concat(sharers).Distinct(StringComparer.Ordinal).Select(id => new ScopedVpc(id, _location)).ToValueList(),
            HubVpcIds = hubs,
            IncludesNameResolution = false,
            SearchesZones = searchesZones,
            ServiceNames = serviceNames,
        };
        return _access.Reader.ReadAsync(scope, cancellationToken);
    }

    /// <summary>Returns the services of the interface endpoints of VPCs.</summary>
    /// <param name="vpcIds">The VPCs; empty means all.</param>
    public ValueList<string> ServicesOf(ValueList<string> vpcIds) =>
        _listed
            .Where(endpoint => endpoint.Kind == EndpointKind.Interface && (vpcIds.Count == 0 || vpcIds.Contains(endpoint.VpcId)))
            .Select(endpoint => endpoint.ServiceName)
            .Distinct(StringComparer.Ordinal)
            .ToValueList();
}
