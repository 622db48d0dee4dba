using EndpointHub.Errors;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>One record of a command's input.</summary>
public abstract record OperationRequest
{
    /// <summary>The record itself, for the errors that are about it; null when there is none.</summary>
    public object? Record { get; init; }

    /// <summary>Whether it is about something that is only predicted, so that nothing real can be done for it.</summary>
    public virtual bool IsProjected => false;

    /// <summary>What makes no sense about the record, whatever stands at AWS; null when nothing does.</summary>
    /// <returns>The problem, or null.</returns>
    public virtual Problem? Validate() => null;

    /// <summary>Whether two records ask the same, whatever objects they came from.</summary>
    internal bool IsEquivalentTo(OperationRequest other) => Asked() == other.Asked();

    /// <summary>What the record asks, without the objects that it came from.</summary>
    private protected virtual OperationRequest Asked() => this with { Record = null };
}
