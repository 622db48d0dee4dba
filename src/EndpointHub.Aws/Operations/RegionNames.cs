using EndpointHub.Aws.Reading;
using EndpointHub.Naming;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations;

/// <summary>What a region calls the services that somebody named.</summary>
/// <param name="Full">The full name of each.</param>
/// <param name="Offered">The full names of every service of the region; empty where nobody had to ask for them.</param>
internal sealed record RegionNames(Dictionary<string, string> Full, ValueList<string> Offered)
{
    // Most services have the common form of name; only when one has not, the whole list of the region is asked for.
    public static async Task<RegionNames> OfAsync(ValueList<string> services, Apis apis, string region, CancellationToken cancellationToken)
    {
        var common = services.Distinct(StringComparer.Ordinal).ToDictionary(service => service, service => ServiceName.InFull(service, region, []), StringComparer.Ordinal);
        var found = (await ServiceReader.ReadAsync(apis, common.Values, cancellationToken)).Select(service => service.Name).ToList();
        if (common.Values.All(found.Contains))
            return new RegionNames(common, ValueList<string>.Empty);

        var offered = (await ServiceReader.NamesAsync(apis, cancellationToken)).ToValueList();
        return new RegionNames(
            common.Keys.ToDictionary(service => service, service => ServiceName.InFull(service, region, offered), StringComparer.Ordinal), offered);
    }
}
