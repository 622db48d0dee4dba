using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans the tags of <c>-Tag</c> on resources of EndpointHub that exist: what is missing is added, and another value is replaced. Nothing is removed,
/// because a tag that is not given may belong to another tool.
/// </summary>
internal static class TagChanges
{
    /// <summary>Plans the tags of resources of EC2.</summary>
    /// <param name="location">Their account and region.</param>
    /// <param name="resources">The resources. They belong to EndpointHub.</param>
    /// <param name="tags">The tags that they have to have.</param>
    /// <returns>The steps; none where nothing is missing.</returns>
    public static IEnumerable<Step> Of(Location location, IEnumerable<Resource> resources, ValueList<Tag> tags) =>
        from resource in resources
        from missing in Missing(resource, tags)
        select new TagResource
        {
            Location = location,
            ResourceId = resource.Id,
            Tags = missing,
        };

    /// <summary>Plans the tags of a zone. A zone whose tags were not read gets all of them, which changes nothing where it has them.</summary>
    /// <param name="location">The zone's account and the hub's region.</param>
    /// <param name="zone">The zone. It belongs to the hub.</param>
    /// <param name="tags">The tags that it has to have.</param>
    /// <returns>The steps; none where nothing is missing.</returns>
    public static IEnumerable<Step> Of(Location location, PrivateZone zone, ValueList<Tag> tags) =>
        Missing(zone, tags)
            .Select(missing => new TagZone
            {
                Location = location,
                ZoneId = zone.Id,
                ZoneName = zone.Name,
                Tags = missing,
            });

    private static IEnumerable<ValueList<Tag>> Missing(Resource resource, ValueList<Tag> tags) =>
        tags.Without(resource.Tags.Contains)
            .GroupBy(tag => resource.Tag(tag.Key) is null)
            .OrderByDescending(group => group.Key)
            .Select(group => group.ToValueList());
}
