using System.Collections;
using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Connects VPCs to a hub: a VPC peering connection, or a Transit Gateway that joins them already, routes on both sides, and a rule in the hub's
/// security group.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "SpokeVpc", SupportsShouldProcess = true)]
[OutputType(typeof(SpokeConnection))]
public sealed class ConnectSpokeVpc : ChangingCmdlet<ConnectSpokeRequest>
{
    /// <summary>The VPC that becomes a spoke.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcId")]
    public string[] VpcId { get; set; } = [];

    /// <summary>The hub: the object that New-EndpointHub or Get-EndpointHub returned, or its name.</summary>
    [Parameter(Mandatory = true)]
    [HubInput]
    [ArgumentCompleter(typeof(HubCompleter))]
    public HubIdentity? Hub { get; set; }

    /// <summary>The account that owns the VPC, as Get-EC2Vpc returns it. Credentials of another account are refused.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OwnerId")]
    [ValidateText(ResourceIds.AccountPattern, ResourceIds.AccountDescription)]
    public string? AccountId { get; set; }

    /// <summary>The route tables of the spoke that get routes to the hub. By default, every route table that its subnets use.</summary>
    [Parameter]
    [IdFrom("RouteTableId")]
    [ValidateNotNullOrEmpty]
    public string[] RouteTableId { get; set; } = [];

    /// <summary>The security groups of the spoke whose members the hub admits, instead of every address of the VPC.</summary>
    [Parameter]
    [IdFrom("GroupId")]
    [ValidateNotNullOrEmpty]
    public string[] SourceSecurityGroupId { get; set; } = [];

    /// <summary>
    /// The CIDR blocks of the VPC to connect, or parts of them, for a VPC of which another block overlaps the hub's other spokes. Clients in other
    /// blocks have no path to the hub. By default, all blocks of the VPC, or those of an earlier call.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SpokeCidr { get; set; } = [];

    /// <summary>
    /// Tags for the peering connection, set in the call that requests it: <c>@{ CostCenter = '4711' }</c>. A connection that exists and that the
    /// module requested gets the tags that it lacks. No tag is removed.
    /// </summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    private protected override Operation<ConnectSpokeRequest> Operation => new ConnectSpoke();

    private protected override IEnumerable<ConnectSpokeRequest> Requests() =>
        ValidIds("vpc", VpcId, nameof(VpcId))
            .Select(id => new ConnectSpokeRequest
            {
                Record = id,
                Spoke = SpokeReference.To(id, AccountId),
                Hub = Hub!.Reference,
                RouteTableIds = RequireValidIds("rtb", RouteTableId),
                SourceSecurityGroupIds = RequireValidIds("sg", SourceSecurityGroupId),
                SpokeCidrs = SpokeCidr.ToValueList(),
                Tags = RequireValidTags(Tag, TagRules.PerResource),
            });
}
