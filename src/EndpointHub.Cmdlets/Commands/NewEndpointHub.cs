using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Naming;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Makes a hub in a VPC, or lets it grow: subnets, a security group, and one interface endpoint per service with private DNS off.</summary>
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

    /// <summary>Present subnets for the endpoints, at most one per Availability Zone. One zone is cheaper; two survive the failure of one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdFrom("SubnetId")]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>Blocks of subnets that are made for the endpoints where they do not stand yet: one for each <c>-AvailabilityZone</c>, in the same order.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SubnetCidr { get; set; } = [];

    /// <summary>The zones of the subnets to make, by name (<c>ap-northeast-1a</c>) or by the letter alone (<c>a</c>).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] AvailabilityZone { get; set; } = [];

    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full ones. A hub that stands keeps those it has.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    /// <summary>What runs in the spokes, to have the services chosen that it needs: <c>Fargate</c>, <c>EcsEc2</c>, <c>SessionManager</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Workload[] Workload { get; set; } = [];

    /// <summary>Fargate's platform version, which decides whether tasks need ecr.api (from 1.4.0 on). Without it: the newest.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlatformVersionCompleter))]
    public string? PlatformVersion { get; set; }

    /// <summary>People run commands in containers with ECS Exec: adds ssmmessages.</summary>
    [Parameter]
    public SwitchParameter EcsExec { get; set; }

    /// <summary>Containers log with the awslogs driver: adds logs.</summary>
    [Parameter]
    public SwitchParameter AwsLogs { get; set; }

    /// <summary>Tasks take secrets from Secrets Manager: adds secretsmanager.</summary>
    [Parameter]
    public SwitchParameter SecretsManager { get; set; }

    /// <summary>Tasks take parameters from Systems Manager's Parameter Store: adds ssm.</summary>
    [Parameter]
    public SwitchParameter ParameterStore { get; set; }

    /// <summary>A KMS key of your own encrypts sessions, secrets or parameters: adds kms.</summary>
    [Parameter]
    public SwitchParameter KmsKey { get; set; }

    /// <summary>Existing security groups for new endpoints. Without it one is made that lets in only what Connect-SpokeVpc adds.</summary>
    [Parameter]
    [IdFrom("GroupId")]
    [ValidateNotNullOrEmpty]
    public string[] SecurityGroupId { get; set; } = [];

    /// <summary>The endpoints' policy: JSON, or the path of a file that holds it. Without it new endpoints allow full access, and present ones stay as they are.</summary>
    [Parameter]
    [DocumentInput]
    public string? PolicyDocument { get; set; }

    private protected override Operation<NewHubRequest> Operation => new NewHub();

    private protected override IEnumerable<NewHubRequest> Requests()
    {
        var subnetIds = ValidIds("subnet", SubnetId).ToValueList();
        return subnetIds.Count < SubnetId.Length ? [] : ValidIds("vpc", VpcId).Select(id => new NewHubRequest
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
            PolicyDocument = PolicyDocument,
        });
    }
}
