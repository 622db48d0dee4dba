using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Cuts spokes over to their hub: switches private DNS off on their endpoints, associates the hub's zones, and measures the time in between.
/// For endpoint ids alone it only switches private DNS off.
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "EndpointPrivateDns", SupportsShouldProcess = true, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(SpokeConnection), typeof(Endpoint))]
public sealed class DisableEndpointPrivateDns : ChangingSpokeCmdlet<CutOverRequest>
{
    private const string ByEndpoint = "Endpoint";

    /// <summary>The endpoint to switch private DNS off on, and nothing else. Its names then resolve to public addresses, or not at all.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByEndpoint)]
    [IdFrom("VpcEndpointId")]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>The spoke's VPC. An endpoint object from the pipeline contains its VPC too. In that case the endpoint's id decides.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByVpc)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByEndpoint)]
    [IdFrom("VpcId")]
    public override string[] VpcId { get; set; } = [];

    /// <summary>
    /// The codes of the refusals to waive. <c>PathNotProven</c> cuts over although the path is not proven, <c>PortsUnknown</c> although clients
    /// may use other ports, and <c>HiddenNames</c> although names stop resolving. The code of a finding accepts that this finding leaves the path
    /// <c>Unknown</c>.
    /// </summary>
    [Parameter(ParameterSetName = ByVpc)]
    [Parameter(ParameterSetName = ByConnection)]
    [Alias("AllowUnknown")]
    [CodeInput(typeof(CutoverCodeCompleter))]
    [ArgumentCompleter(typeof(CutoverCodeCompleter))]
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

    /// <summary>Suppresses the confirmation prompt, which an endpoint id causes by default. No check is skipped.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override Operation<CutOverRequest> Operation => new CutOver();

    private protected override bool IsForced => Force;

    private protected override IEnumerable<CutOverRequest> Requests() =>
        ParameterSetName == ByEndpoint
            ? ValidIds("vpce", VpcEndpointId, nameof(VpcEndpointId))
                .Select(id => new CutOverRequest
                {
                    Record = id,
                    VpcEndpointId = id,
                    IncludedOwners = IncludeManaged.ToValueList(),
                })
            : Spokes()
                .Select(spoke => new CutOverRequest
                {
                    Record = spoke.Record,
                    Spoke = spoke.Spoke,
                    Services = Service.ToValueList(),
                    Allowed = Allow.ToValueList(),
                    IncludedOwners = IncludeManaged.ToValueList(),
                    ClientSubnetIds = RequireValidIds("subnet", SubnetId),
                });
}
