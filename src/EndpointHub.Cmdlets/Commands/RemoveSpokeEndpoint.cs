using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Deletes a spoke's own idle endpoints, which EndpointHub cut over, after it has proven the path to the hub again.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "SpokeEndpoint",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByConnection
)]
[OutputType(typeof(RemovedEndpoint))]
public sealed class RemoveSpokeEndpoint : ChangingSpokeCmdlet<RemoveSpokeEndpointRequest>
{
    private const string ByPath = "Path";

    /// <summary>A path that was tested before. The spoke's endpoint for its service is deleted. The path is tested again first.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [PathInput]
    [ValidateComplete]
    public EndpointPath[] EndpointPath { get; set; } = [];

    /// <summary>The endpoints to delete. By default, every endpoint of the spoke for the hub's services.</summary>
    [Parameter(ParameterSetName = ByVpc)]
    [Parameter(ParameterSetName = ByConnection)]
    [IdFrom("VpcEndpointId")]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>
    /// The codes of the refusals to waive. <c>TrafficUnknown</c> deletes endpoints although it is not known whether clients are still connected. The
    /// code of a finding, for example <c>CustomDnsServers</c>, accepts that this finding leaves the path <c>Unknown</c>, because you have checked it
    /// by other means. A path with any other finding that fails it or leaves it open is still refused.
    /// </summary>
    [Parameter]
    [Alias("AllowUnknown")]
    [CodeInput(typeof(RemovalCodeCompleter))]
    [ArgumentCompleter(typeof(RemovalCodeCompleter))]
    public string[] Allow { get; set; } = [];

    /// <summary>
    /// The subnets of the clients whose path has to be proven. By default, every subnet of the spoke. Private names resolve to the hub in the other
    /// subnets too, so leave out only those whose clients do not use the services.
    /// </summary>
    [Parameter(ParameterSetName = ByVpc)]
    [Parameter(ParameterSetName = ByConnection)]
    [IdFrom("SubnetId")]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>
    /// The owners whose endpoints are changed too although tags say that a tool manages them. Change the tool's configuration as well, because its
    /// next run may revert the change.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public EndpointOwner[] IncludeManaged { get; set; } = [];

    /// <summary>Suppresses the confirmation prompt. No check is skipped.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    private protected override Operation<RemoveSpokeEndpointRequest> Operation => new Aws.Operations.RemoveSpokeEndpoint();

    private protected override IEnumerable<RemoveSpokeEndpointRequest> Requests() =>
        ParameterSetName == ByPath
            ? EndpointPath.Select(path => new RemoveSpokeEndpointRequest
            {
                Record = path,
                Spoke = SpokeReference.To(path),
                Services = ValueList.Of(path.ServiceName),
                Allowed = Allow.ToValueList(),
                IncludedOwners = IncludeManaged.ToValueList(),
            })
            : Spokes()
                .Select(spoke => new RemoveSpokeEndpointRequest
                {
                    Record = spoke.Record,
                    Spoke = spoke.Spoke,
                    Services = Service.ToValueList(),
                    VpcEndpointIds = RequireValidIds("vpce", VpcEndpointId),
                    Allowed = Allow.ToValueList(),
                    IncludedOwners = IncludeManaged.ToValueList(),
                    ClientSubnetIds = RequireValidIds("subnet", SubnetId),
                });
}
