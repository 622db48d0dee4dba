using System.Collections;
using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Adds the S3 gateway endpoint that image pulls need to VPCs, with a route in every route table that lacks one. A gateway endpoint is free of
/// charge, and a hub cannot serve it.
/// </summary>
[Cmdlet(VerbsCommon.Add, "S3GatewayEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(SpokeConnection), typeof(S3GatewayEndpoint))]
public sealed class AddS3GatewayEndpoint : ChangingCmdlet<AddS3GatewayRequest>
{
    private const string ByConnection = "Connection";
    private const string ByVpc = "Vpc";

    /// <summary>The spoke, as Connect-SpokeVpc or a later cmdlet returned it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByConnection)]
    [SpokeInput]
    [ValidateComplete]
    public SpokeConnection[] SpokeConnection { get; set; } = [];

    /// <summary>The VPC. It does not have to be connected to a hub.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByVpc)]
    [IdFrom("VpcId")]
    public string[] VpcId { get; set; } = [];

    /// <summary>The account that owns the VPC, as Get-EC2Vpc returns it. Credentials of another account are refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByVpc)]
    [Alias("OwnerId")]
    [ValidateText(ResourceIds.AccountPattern, ResourceIds.AccountDescription)]
    public string? AccountId { get; set; }

    /// <summary>
    /// The route tables that get the routes. By default, every route table that the VPC's subnets use, including the main route table where a subnet
    /// has no route table of its own.
    /// </summary>
    [Parameter]
    [IdFrom("RouteTableId")]
    [ValidateNotNullOrEmpty]
    public string[] RouteTableId { get; set; } = [];

    /// <summary>
    /// Restricts the policy of a new endpoint to ECR's image layers and the buckets of <c>-BucketName</c>. By default, the policy allows full access,
    /// which is the default of AWS.
    /// </summary>
    [Parameter]
    public SwitchParameter NarrowPolicy { get; set; }

    /// <summary>Your own buckets. A narrow policy allows them in addition, and the policy of an existing endpoint must allow them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] BucketName { get; set; } = [];

    /// <summary>
    /// Tags for the gateway endpoint, set in the call that creates it: <c>@{ CostCenter = '4711' }</c>. An endpoint that an earlier run created gets
    /// the tags that it lacks. No tag is removed.
    /// </summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    private protected override Operation<AddS3GatewayRequest> Operation => new AddS3Gateway();

    private protected override IEnumerable<AddS3GatewayRequest> Requests() =>
        Spokes()
            .Select(spoke => new AddS3GatewayRequest
            {
                Record = spoke.Record,
                Spoke = spoke.Spoke,
                RouteTableIds = RequireValidIds("rtb", RouteTableId),
                IsNarrow = NarrowPolicy,
                BucketNames = BucketName.ToValueList(),
                Tags = RequireValidTags(Tag, TagRules.PerResource),
            });

    private IEnumerable<(SpokeReference Spoke, object Record)> Spokes() =>
        ParameterSetName == ByConnection
            ? SpokeConnection.Select(connection => (SpokeReference.To(connection), (object)connection))
            : ValidIds("vpc", VpcId, nameof(VpcId)).Select(id => (SpokeReference.To(id, AccountId), (object)id));
}
