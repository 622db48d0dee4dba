using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Reverts the cut-over while the spoke's own endpoints exist: disassociates the hub's zones, switches private DNS on again, and measures the time in
/// between.
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "EndpointPrivateDns", SupportsShouldProcess = true, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(SpokeConnection))]
public sealed class EnableEndpointPrivateDns : ChangingSpokeCmdlet<RevertCutoverRequest>
{
    /// <summary>
    /// The codes of the refusals to waive. <c>NoEndpointToReturnTo</c> also disassociates the zones where the spoke has no endpoint of its own, so
    /// that the names resolve to public addresses. <c>OwnPathNotProven</c> reverts although the path to the spoke's own endpoint is not proven. The
    /// code of a finding accepts that this finding leaves the path <c>Unknown</c>.
    /// </summary>
    [Parameter]
    [Alias("AllowUnknown")]
    [CodeInput(typeof(ReturnCodeCompleter))]
    [ArgumentCompleter(typeof(ReturnCodeCompleter))]
    public string[] Allow { get; set; } = [];

    /// <summary>Suppresses the confirmation prompt. No check is skipped.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    private protected override Operation<RevertCutoverRequest> Operation => new RevertCutover();

    private protected override IEnumerable<RevertCutoverRequest> Requests() =>
        Spokes()
            .Select(spoke => new RevertCutoverRequest
            {
                Record = spoke.Record,
                Spoke = spoke.Spoke,
                Services = Service.ToValueList(),
                Allowed = Allow.ToValueList(),
            });
}
