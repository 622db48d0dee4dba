using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>
/// Sets tags of a hosted zone. Route 53 has no tags in the call that creates a zone. Either all of its keys are new to the zone or all of them exist,
/// so that one step undoes it.
/// </summary>
internal sealed record TagZone : Step
{
    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The zone's name, for the description.</summary>
    public required string ZoneName { get; init; }

    /// <summary>The tags to set. Tags with the same keys are overwritten.</summary>
    public required ValueList<Tag> Tags { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Route53("ChangeTagsForResource");

    /// <inheritdoc/>
    public override string Subject => $"{ZoneId} + {string.Join(" ", Tags.Select(tag => tag.Key))}";

    /// <inheritdoc/>
    public override string Description => $"tag zone {ZoneName} with {GivenTags.List(Tags)}";

    /// <summary>A zone takes up to a minute until all servers have it, and a company's rule for tags does not wait that long.</summary>
    /// <inheritdoc/>
    public override bool StartsOnAcceptance => true;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => TaggedResources.With(before, ZoneId, present => present.And(Tags));

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var former = TaggedResources.TagsOf(before, ZoneId).Without(present => !Tags.Any(tag => tag.Key == present.Key));
        return former.Count > 0
            ? this with
            {
                Tags = former,
            }
            : new UntagZone
            {
                Location = Location,
                ZoneId = ZoneId,
                ZoneName = ZoneName,
                TagKeys = Tags.Select(tag => tag.Key).ToValueList(),
            };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ZoneId = symbols[ZoneId] };
}

/// <summary>Removes tags from a hosted zone.</summary>
internal sealed record UntagZone : Step
{
    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The zone's name, for the description.</summary>
    public required string ZoneName { get; init; }

    /// <summary>The keys of the tags to remove.</summary>
    public required ValueList<string> TagKeys { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Route53("ChangeTagsForResource");

    /// <inheritdoc/>
    public override string Subject => $"{ZoneId} - {string.Join(" ", TagKeys)}";

    /// <inheritdoc/>
    public override string Description => $"remove tags {TagKeys} from zone {ZoneName}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        TaggedResources.With(before, ZoneId, present => present.Without(tag => TagKeys.Contains(tag.Key)));

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new TagZone
        {
            Location = Location,
            ZoneId = ZoneId,
            ZoneName = ZoneName,
            Tags = TaggedResources.TagsOf(before, ZoneId).Without(tag => !TagKeys.Contains(tag.Key)),
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ZoneId = symbols[ZoneId] };
}
