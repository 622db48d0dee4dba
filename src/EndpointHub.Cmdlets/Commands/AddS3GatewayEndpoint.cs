using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Gives VPCs the S3 gateway endpoint that image pulls need: a route to it in every route table that lacks one. It is free, and the one thing
/// that a hub cannot serve.
/// </summary>
[Cmdlet(VerbsCommon.Add, "S3GatewayEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(SpokeConnection), typeof(S3GatewayEndpoint))]
public sealed class AddS3GatewayEndpoint : OperationCmdlet<AddS3GatewayRequest>
{
    private const string ByConnection = "Connection";
    private const string ByVpc = "Vpc";

    /// <summary>The spoke, as Connect-SpokeVpc or a later cmdlet returned it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByConnection)]
    [SpokeInput]
    [ValidateComplete]
    public SpokeConnection[] SpokeConnection { get; set; } = [];

    /// <summary>A VPC, whether it has a hub or not.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByVpc)]
    [IdFrom("VpcId")]
    public string[] VpcId { get; set; } = [];

    /// <summary>The VPC's owner, as Get-EC2Vpc tells it; credentials of another account are then refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByVpc)]
    [Alias("OwnerId")]
    [ValidatePattern(ResourceIds.AccountPattern)]
    public string? AccountId { get; set; }

    /// <summary>Only these route tables. Without it: every one that the VPC's subnets use, the main one included where a subnet has none of its own.</summary>
    [Parameter]
    [IdFrom("RouteTableId")]
    [ValidateNotNullOrEmpty]
    public string[] RouteTableId { get; set; } = [];

    /// <summary>Lets a new endpoint through to ECR's image layers and the buckets of <c>-BucketName</c> only. Without it: full access, as AWS's default.</summary>
    [Parameter]
    public SwitchParameter NarrowPolicy { get; set; }

    /// <summary>The company's own buckets: what a narrow policy lets through besides, and what the policy of an endpoint that stands has to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] BucketName { get; set; } = [];

    private protected override Operation<AddS3GatewayRequest> Operation => new AddS3Gateway();

    private protected override IEnumerable<AddS3GatewayRequest> Requests() => Spokes().Select(spoke => new AddS3GatewayRequest
    {
        Record = spoke.Record,
        Spoke = spoke.Spoke,
        RouteTableIds = RequireValidIds("rtb", RouteTableId),
        IsNarrow = NarrowPolicy,
        BucketNames = BucketName.ToValueList(),
    });

    private IEnumerable<(SpokeReference Spoke, object Record)> Spokes() => ParameterSetName == ByConnection
        ? SpokeConnection.Select(connection => (SpokeReference.To(connection), (object)connection))
        : ValidIds("vpc", VpcId).Select(id => (SpokeReference.To(id, AccountId), (object)id));
}
