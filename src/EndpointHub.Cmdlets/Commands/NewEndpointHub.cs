using System.Collections;
using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Creates a hub in a VPC, or extends it: subnets, a security group, and one interface endpoint per service with private DNS off.</summary>
[Cmdlet(VerbsCommon.New, "EndpointHub", SupportsShouldProcess = true)]
[OutputType(typeof(Hub))]
public sealed class NewEndpointHub : ChangingCmdlet<NewHubRequest>
{
    /// <summary>
    /// The hub's name: 1 to 64 letters, digits, dots, underscores and hyphens. It is the value of the tag <c>endpointhub:hub</c>.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    /// <summary>The VPC that becomes the hub.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcId")]
    public string[] VpcId { get; set; } = [];

    /// <summary>
    /// Existing subnets for the endpoints, at most one per Availability Zone. One Availability Zone costs less. Two survive the failure of one.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdFrom("SubnetId")]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>
    /// The CIDR blocks of subnets to create for the endpoints, where they do not exist: one for each <c>-AvailabilityZone</c>, in the same order.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SubnetCidr { get; set; } = [];

    /// <summary>The Availability Zones of the subnets to create, by name (<c>ap-northeast-1a</c>) or by the letter alone (<c>a</c>).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] AvailabilityZone { get; set; } = [];

    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full names. An existing hub keeps the services that it has.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    /// <summary>
    /// The workloads in the spokes, which choose the services that they need: <c>Fargate</c>, <c>EcsEc2</c>, <c>SessionManager</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Workload[] Workload { get; set; } = [];

    /// <summary>The Fargate platform version. Tasks need ecr.api from version 1.4.0 on. By default, the latest version.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlatformVersionCompleter))]
    public string? PlatformVersion { get; set; }

    /// <summary>Adds ssmmessages, which ECS Exec needs to run commands in containers.</summary>
    [Parameter]
    public SwitchParameter EcsExec { get; set; }

    /// <summary>Adds logs, which containers with the awslogs log driver need.</summary>
    [Parameter]
    public SwitchParameter AwsLogs { get; set; }

    /// <summary>Adds secretsmanager, which tasks need to read secrets from Secrets Manager.</summary>
    [Parameter]
    public SwitchParameter SecretsManager { get; set; }

    /// <summary>Adds ssm, which tasks need to read parameters from Systems Manager Parameter Store.</summary>
    [Parameter]
    public SwitchParameter ParameterStore { get; set; }

    /// <summary>Adds kms, which is needed where a customer managed KMS key encrypts sessions, secrets or parameters.</summary>
    [Parameter]
    public SwitchParameter KmsKey { get; set; }

    /// <summary>
    /// Existing security groups for new endpoints. By default, a security group is created that admits only what Connect-SpokeVpc adds.
    /// </summary>
    [Parameter]
    [IdFrom("GroupId")]
    [ValidateNotNullOrEmpty]
    public string[] SecurityGroupId { get; set; } = [];

    /// <summary>
    /// The endpoint policy: JSON, or the path of a file that contains it, in UTF-8 and of at most 256 KB. By default, new endpoints allow full
    /// access, and existing endpoints keep their policy.
    /// </summary>
    [Parameter]
    [DocumentInput]
    public NamedPolicy? PolicyDocument { get; set; }

    /// <summary>
    /// Tags for everything that the command creates, set in the call that creates it: <c>@{ CostCenter = '4711' }</c>. What exists of the hub gets
    /// the tags that it lacks. No tag is removed.
    /// </summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    private protected override Operation<NewHubRequest> Operation => new NewHub();

    private protected override IEnumerable<NewHubRequest> Requests()
    {
        var subnetIds = ValidIds("subnet", SubnetId, nameof(SubnetId)).ToValueList();
        return subnetIds.Count < SubnetId.Length
            ? []
            : ValidIds("vpc", VpcId, nameof(VpcId))
                .Select(id => new NewHubRequest
                {
                    Record = id,
                    Name = Name,
                    VpcId = id,
                    SubnetIds = subnetIds,
                    SubnetCidrs = SubnetCidr.ToValueList(),
                    AvailabilityZones = AvailabilityZone.ToValueList(),
                    Services = Service.ToValueList(),
                    Workload = new WorkloadOptions
                    {
                        Workloads = Workload.ToValueList(),
                        PlatformVersion = PlatformVersion,
                        EcsExec = EcsExec,
                        AwsLogs = AwsLogs,
                        SecretsManager = SecretsManager,
                        ParameterStore = ParameterStore,
                        KmsKey = KmsKey,
                    },
                    SecurityGroupIds = RequireValidIds("sg", SecurityGroupId),
                    Tags = RequireValidTags(Tag, TagRules.PerResource),
                    PolicyDocument = PolicyDocument?.Document,
                    PolicyFailure = PolicyDocument?.Unreadable,
                });
    }
}
