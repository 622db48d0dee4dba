using EndpointHub.Aws.Operations.Requests;

namespace EndpointHub.Cmdlets.Input;

/// <summary>A hub as the value of a parameter: the object that an earlier command returned, or a name.</summary>
public sealed class HubIdentity
{
    internal HubIdentity(HubReference reference) => Reference = reference;

    /// <summary>The hub's name.</summary>
    public string Name => Reference.Name;

    internal HubReference Reference { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
