using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Deletes a spoke's own endpoints that are idle: cut over by EndpointHub, and the hub's path proven again just before.</summary>
[Cmdlet(VerbsCommon.Remove, "SpokeEndpoint", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(RemovedEndpoint))]
public sealed class RemoveSpokeEndpoint : SpokeCmdlet<RemoveSpokeEndpointRequest>
{
    private const string ByPath = "Path";

    /// <summary>The path that was tested; the service it is for is removed. It is tested again all the same.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [PathInput]
    [ValidateComplete]
    public EndpointPath[] EndpointPath { get; set; } = [];

    /// <summary>The endpoints to look at. Without it: every one of the spoke's for the hub's services.</summary>
    [Parameter(ParameterSetName = ByVpc)]
    [Parameter(ParameterSetName = ByConnection)]
    [IdFrom("VpcEndpointId")]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>Removes although it cannot be read whether clients are still connected. The path is proven all the same, and nothing else is waived.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// The findings that leave a path <c>Unknown</c> and that you have looked into by other means, by their codes, for example <c>CustomDnsServers</c>. A path on
    /// which anything else is open, or fails, is no less refused.
    /// </summary>
    [Parameter]
    [ValidateUnknown]
    public FindingCode[] AllowUnknown { get; set; } = [];

    private protected override Operation<RemoveSpokeEndpointRequest> Operation => new Aws.Operations.RemoveSpokeEndpoint();

    private protected override IEnumerable<RemoveSpokeEndpointRequest> Requests() => ParameterSetName == ByPath
        ? EndpointPath.Select(path => new RemoveSpokeEndpointRequest
        {
            Record = path,
            Spoke = SpokeReference.To(path),
            Services = ValueList.Of(path.ServiceName),
            Force = Force,
            AllowedUnknowns = AllowUnknown.ToValueList(),
        })
        : Spokes().Select(spoke => new RemoveSpokeEndpointRequest
        {
            Record = spoke.Record,
            Spoke = spoke.Spoke,
            Services = Service.ToValueList(),
            VpcEndpointIds = RequireValidIds("vpce", VpcEndpointId),
            Force = Force,
            AllowedUnknowns = AllowUnknown.ToValueList(),
        });
}
