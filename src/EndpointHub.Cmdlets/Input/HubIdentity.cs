using EndpointHub.Aws.Operations.Requests;

namespace EndpointHub.Cmdlets.Input;

/// <summary>A hub as a parameter takes it: by the object of an earlier command, or by its name. What operations make of it stays out of scripts' sight.</summary>
public sealed class HubIdentity
{
    internal HubIdentity(HubReference reference) => Reference = reference;

    /// <summary>The hub's name.</summary>
    public string Name => Reference.Name;

    internal HubReference Reference { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
