namespace EndpointHub.Aws.Operations;

/// <summary>Whom an operation runs for, and what it runs with.</summary>
public sealed record OperationContext
{
    /// <summary>Who is asked, told and given the results.</summary>
    public required IOperator Operator { get; init; }

    /// <summary>The way to AWS; whoever opened it disposes it.</summary>
    public required AwsAccess Access { get; init; }

    /// <summary>The name of the profile that the spokes' side is reached with, as results carry it on; null when none was named.</summary>
    public string? ProfileName { get; init; }
}
