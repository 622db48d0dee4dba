using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Makes a hub in a VPC: a security group, and one interface endpoint per service with private DNS off.</summary>
[Cmdlet(VerbsCommon.New, "EndpointHub", SupportsShouldProcess = true)]
[OutputType(typeof(Hub))]
public sealed class NewEndpointHub : OperationCmdlet<NewHubRequest>
{
    /// <summary>The hub's name, by which its tags know it again.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateLength(1, 64)]
    public string Name { get; set; } = "";

    /// <summary>The VPC that becomes the hub.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcId")]
    public string[] VpcId { get; set; } = [];

    /// <summary>The endpoints' subnets, at most one per Availability Zone. One zone is cheaper; two survive the failure of one.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("SubnetId")]
    public string[] SubnetId { get; set; } = [];

    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full ones.</summary>
    [Parameter(Mandatory = true)]
    public string[] Service { get; set; } = [];

    /// <summary>Existing security groups for the endpoints. Without it one is made that lets in only what Connect-SpokeVpc adds.</summary>
    [Parameter]
    [IdFrom("GroupId")]
    public string[] SecurityGroupId { get; set; } = [];

    /// <summary>The endpoints' policy as JSON. Without it: full access, as AWS's default.</summary>
    [Parameter]
    public string? PolicyDocument { get; set; }

    private protected override Operation<NewHubRequest> Operation => new NewHub();

    private protected override IEnumerable<NewHubRequest> Requests() => Checked("vpc", VpcId).Select(id => new NewHubRequest
    {
        Record = id,
        Name = Name,
        VpcId = id,
        SubnetIds = Checked("subnet", SubnetId).ToValueList(),
        Services = Service.ToValueList(),
        SecurityGroupIds = Checked("sg", SecurityGroupId).ToValueList(),
        PolicyDocument = PolicyDocument,
    });
}
