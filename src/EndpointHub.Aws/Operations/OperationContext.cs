namespace EndpointHub.Aws.Operations;

/// <summary>Whom an operation runs for, and what it runs with.</summary>
public sealed record OperationContext
{
    /// <summary>Who is asked, told and given the results.</summary>
    public required IOperator Operator { get; init; }

    /// <summary>The clock of budgets, settling and pictures.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
