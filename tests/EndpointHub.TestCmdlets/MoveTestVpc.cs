using System.Management.Automation;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.TestCmdlets;

/// <summary>A state-changing cmdlet with the module's base class and an operation that changes nothing.</summary>
[Cmdlet(VerbsCommon.Move, "TestVpc", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class MoveTestVpc : CollectingCmdlet<string>
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcId")]
    public string[] VpcId { get; set; } = [];

    /// <summary>Receives one entry for each call of the operation: the VPC ids, joined.</summary>
    [Parameter]
    public System.Collections.ArrayList Calls { get; set; } = [];

    [Parameter]
    public SwitchParameter Dangerous { get; set; }

    /// <summary>The VPC that the operation refuses.</summary>
    [Parameter]
    public string? Refuse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The duration for each VPC, in milliseconds.</summary>
    [Parameter]
    public int Taking { get; set; }

    private protected override IEnumerable<string> Collect() => ValidIds("vpc", VpcId, nameof(VpcId));

    private protected override bool IsForced => Force;

    private protected override async Task ActAsync(IReadOnlyList<string> inputs, IOperator @operator, CancellationToken cancellationToken)
    {
        Calls.Add(string.Join(" ", inputs));
        @operator.ReportStatus($"Reading {inputs.Count} VPCs.");
        var done = 0;
        foreach (var vpc in inputs)
        {
            @operator.Report(new OperationProgress("Moving", vpc, done++, inputs.Count));
            if (Taking > 0)
            {
                await TimeProvider.System.DelayAsync(TimeSpan.FromMilliseconds(Taking), cancellationToken);
            }

            if (vpc == Refuse)
            {
                @operator.Fail(Problems.SpokeIsHub(vpc), vpc);
            }
            else if (await @operator.ConfirmAsync(UnitFor(vpc), cancellationToken))
            {
                @operator.Emit($"moved {vpc}");
            }
            else if (@operator.IsDryRun)
            {
                @operator.Emit($"would move {vpc}");
            }
        }

        @operator.Report(new OperationProgress("Moving", "", done, inputs.Count, IsCompleted: true));
    }

    private PlanUnit UnitFor(string vpc)
    {
        var location = new Location("123456789012", "ap-northeast-1");
        Step step = new DeletePeering { Location = location, PeeringId = $"pcx-of-{vpc}" };
        return new PlanUnit(Dangerous ? PlanUnitKind.Removal : PlanUnitKind.Connection, vpc, ValueList<Step>.From([step]));
    }
}
