using EndpointHub.Aws.Reading;
using EndpointHub.Naming;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>The full names of services in a region.</summary>
/// <param name="Full">The full name of each service.</param>
/// <param name="Offered">The full names of all services of the region; empty if they were not needed.</param>
internal sealed record RegionNames(Dictionary<string, string> Full, ValueList<string> Offered)
{
    // Most services have a name of the common form. The whole list of the region is read only if one has not.
    public static async Task<RegionNames> OfAsync(ValueList<string> services, Apis apis, string region, CancellationToken cancellationToken)
    {
        var common = services
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(service => service, service => ServiceName.InFull(service, region, []), StringComparer.Ordinal);
        var found = (await ServiceReader.ReadAsync(apis, common.Values, cancellationToken)).Select(service => service.Name).ToList();
        if (common.Values.All(found.Contains))
            return new RegionNames(common, ValueList<string>.Empty);

        var offered = (await ServiceReader.NamesAsync(apis, cancellationToken)).ToValueList();
        return new RegionNames(
            common.Keys.ToDictionary(service => service, service => ServiceName.InFull(service, region, offered), StringComparer.Ordinal),
            offered
        );
    }
}
