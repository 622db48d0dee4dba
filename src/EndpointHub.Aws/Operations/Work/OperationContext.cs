using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>The operator and the access to AWS of an operation.</summary>
internal sealed record OperationContext
{
    /// <summary>Gets the operator, which confirms units and receives results.</summary>
    public required IOperator Operator { get; init; }

    /// <summary>Gets the access to AWS. The code that opened it disposes it.</summary>
    public required AwsAccess Access { get; init; }

    /// <summary>Gets the time limit for waiting until AWS has completed its changes; null for AWS's usual times.</summary>
    public TimeSpan? SettleLimit { get; init; }

    /// <summary>Starts the time limit.</summary>
    /// <returns>The time limit, which the caller disposes; null for none.</returns>
    internal Deadline? StartLimit() => SettleLimit is { } limit ? new Deadline(Access.Clock, limit) : null;

    /// <summary>Reads a part of the network, and reports it.</summary>
    internal async Task<NetworkSnapshot> ReadAsync(SnapshotScope scope, CancellationToken cancellationToken)
    {
        const string Activity = "Reading the network";
        var vpcIds = string.Join(", ", scope.Vpcs.Select(vpc => vpc.VpcId));
        Operator.ReportStatus($"Reading {(vpcIds.Length > 0 ? vpcIds : "the network")}");
        Operator.Report(new OperationProgress(Activity, vpcIds, Done: 0, Total: 0));
        try
        {
            return await Access.Reader.ReadAsync(scope, cancellationToken);
        }
        finally
        {
            Operator.Report(new OperationProgress(Activity, vpcIds, Done: 0, Total: 0, IsCompleted: true));
        }
    }

    /// <summary>Gets the name of the profile for the spokes, which results contain; null if none was named.</summary>
    public string? ProfileName { get; init; }
}
