using EndpointHub.Topology;

namespace EndpointHub.Planning.Steps;

/// <summary>Sets a tag of an endpoint.</summary>
internal sealed record TagEndpoint : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The tag to set. A tag with the same key is overwritten.</summary>
    public required Tag Tag { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateTags");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} {Tag.Key}";

    /// <inheritdoc/>
    public override string Description => $"tag {EndpointId} with {Tag.Key}={Tag.Value}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var endpoint = before.Endpoints[EndpointId];
        return before with { Endpoints = before.Endpoints.With(endpoint with { Tags = Tag.In(endpoint.Tags) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        before.Endpoints[EndpointId].Tag(Tag.Key) is { } value
            ? this with
            {
                Tag = Tag with { Value = value },
            }
            : new UntagEndpoint
            {
                Location = Location,
                EndpointId = EndpointId,
                TagKey = Tag.Key,
            };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { EndpointId = symbols[EndpointId] };
}

/// <summary>Removes a tag from an endpoint.</summary>
internal sealed record UntagEndpoint : Step
{
    /// <summary>The endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The key of the tag to remove.</summary>
    public required string TagKey { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteTags");

    /// <inheritdoc/>
    public override string Subject => $"{EndpointId} {TagKey}";

    /// <inheritdoc/>
    public override string Description => $"remove tag {TagKey} from {EndpointId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var endpoint = before.Endpoints[EndpointId];
        return before with { Endpoints = before.Endpoints.With(endpoint with { Tags = endpoint.Tags.Without(tag => tag.Key == TagKey) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new TagEndpoint
        {
            Location = Location,
            EndpointId = EndpointId,
            Tag = before.Endpoints[EndpointId].Tags.Single(tag => tag.Key == TagKey),
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { EndpointId = symbols[EndpointId] };
}
