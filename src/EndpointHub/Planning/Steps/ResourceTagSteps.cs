using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>
/// Sets tags of a resource of EC2. Either all of its keys are new to the resource or all of them exist, so that one step undoes it.
/// </summary>
internal sealed record TagResource : Step
{
    /// <summary>The resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The tags to set. Tags with the same keys are overwritten.</summary>
    public required ValueList<Tag> Tags { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateTags");

    /// <inheritdoc/>
    public override string Subject => $"{ResourceId} {string.Join(" ", Tags.Select(tag => tag.Key))}";

    /// <inheritdoc/>
    public override string Description => $"tag {ResourceId} with {GivenTags.List(Tags)}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => TaggedResources.With(before, ResourceId, present => present.And(Tags));

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var former = TaggedResources.TagsOf(before, ResourceId).Without(present => !Tags.Any(tag => tag.Key == present.Key));
        return former.Count > 0
            ? this with
            {
                Tags = former,
            }
            : new UntagResource
            {
                Location = Location,
                ResourceId = ResourceId,
                TagKeys = Tags.Select(tag => tag.Key).ToValueList(),
            };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ResourceId = symbols[ResourceId] };
}

/// <summary>Removes tags from a resource of EC2.</summary>
internal sealed record UntagResource : Step
{
    /// <summary>The resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The keys of the tags to remove.</summary>
    public required ValueList<string> TagKeys { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteTags");

    /// <inheritdoc/>
    public override string Subject => $"{ResourceId} {string.Join(" ", TagKeys)}";

    /// <inheritdoc/>
    public override string Description => $"remove tags {TagKeys} from {ResourceId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        TaggedResources.With(before, ResourceId, present => present.Without(tag => TagKeys.Contains(tag.Key)));

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new TagResource
        {
            Location = Location,
            ResourceId = ResourceId,
            Tags = TaggedResources.TagsOf(before, ResourceId).Without(tag => !TagKeys.Contains(tag.Key)),
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ResourceId = symbols[ResourceId] };
}
