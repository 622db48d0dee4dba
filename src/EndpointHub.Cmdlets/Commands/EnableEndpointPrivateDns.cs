using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Takes the cut-over back while the spoke's own endpoints still stand: the hub's zones disassociated and private DNS on again, as one act whose
/// window is measured.
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "EndpointPrivateDns", SupportsShouldProcess = true, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(SpokeConnection))]
public sealed class EnableEndpointPrivateDns : SpokeCmdlet<RevertCutoverRequest>
{
    /// <summary>Also takes the zones away where no endpoint is left to return to, so that names answer publicly; and returns although the way to the own endpoint is not proven.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override Operation<RevertCutoverRequest> Operation => new RevertCutover();

    private protected override IEnumerable<RevertCutoverRequest> Requests() => Spokes().Select(spoke => new RevertCutoverRequest
    {
        Record = spoke.Record,
        Spoke = spoke.Spoke,
        Services = Service.ToValueList(),
        Force = Force,
    });
}
