using EndpointHub.Aws.Reading;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>Whom an operation runs for, and what it runs with.</summary>
internal sealed record OperationContext
{
    /// <summary>Who is asked, told and given the results.</summary>
    public required IOperator Operator { get; init; }

    /// <summary>The way to AWS; whoever opened it disposes it.</summary>
    public required AwsAccess Access { get; init; }

    /// <summary>Reads a part of the network, and says so.</summary>
    internal async Task<NetworkSnapshot> ReadAsync(SnapshotScope scope, CancellationToken cancellationToken)
    {
        const string Activity = "Reading the network";
        var what = string.Join(", ", scope.Vpcs.Select(vpc => vpc.VpcId));
        Operator.ReportStatus($"Reading {(what.Length > 0 ? what : "what stands")}");
        Operator.Report(new OperationProgress(Activity, what, Done: 0, Total: 0));
        try
        {
            return await Access.Reader.ReadAsync(scope, cancellationToken);
        }
        finally
        {
            Operator.Report(new OperationProgress(Activity, what, Done: 0, Total: 0, IsCompleted: true));
        }
    }

    /// <summary>The name of the profile that the spokes' side is reached with, as results carry it on; null when none was named.</summary>
    public string? ProfileName { get; init; }
}
