using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
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
public sealed class EnableEndpointPrivateDns : SpokeCmdlet<RevertCutoverRequest>
{
    /// <summary>
    /// Also disassociates the zones where the spoke has no endpoint of its own, so that the names resolve to public addresses, and reverts although
    /// the path to the spoke's own endpoint is not proven.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override Operation<RevertCutoverRequest> Operation => new RevertCutover();

    private protected override IEnumerable<RevertCutoverRequest> Requests() =>
        Spokes()
            .Select(spoke => new RevertCutoverRequest
            {
                Record = spoke.Record,
                Spoke = spoke.Spoke,
                Services = Service.ToValueList(),
                Force = Force,
            });
}
