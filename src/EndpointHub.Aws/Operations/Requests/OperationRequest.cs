using EndpointHub.Errors;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request to an operation.</summary>
public abstract record OperationRequest
{
    /// <summary>The input object that the request comes from, for errors; null if there is none.</summary>
    public object? Record { get; init; }

    /// <summary>True if the request is about a predicted object, so that nothing real can be done for it.</summary>
    public virtual bool IsProjected => false;

    /// <summary>The names of hubs that the request contains. Each is validated before anything else.</summary>
    internal virtual IEnumerable<string?> HubNames => [];

    /// <summary>Validates the request without reading from AWS.</summary>
    /// <returns>The problem, or null for a valid request.</returns>
    public virtual Problem? Validate() => null;

    /// <summary>Returns true if two requests are the same, apart from the objects that they come from.</summary>
    internal bool IsEquivalentTo(OperationRequest other) => Normalized() == other.Normalized();

    /// <summary>Returns the request without the objects that it comes from.</summary>
    private protected virtual OperationRequest Normalized() => this with { Record = null };
}
