using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Probing;
using EndpointHub.Aws.Sessions;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Probing;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Tests the path from every subnet of a spoke to the hub's endpoints and back: DNS answers, routes, security groups and network ACLs.
/// Only <c>-Probe</c> sends packets. Every finding names the resource that decided and says what to do.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "EndpointPath", DefaultParameterSetName = ByConnection)]
[OutputType(typeof(EndpointPath))]
[OutputType(typeof(EndpointProbe), ParameterSetName = [ByPath, ByService])]
public sealed class TestEndpointPath : SpokeCmdlet<TestPathRequest>
{
    private const string ByPath = "Path";
    private const string ByService = "Service";

    /// <summary>A path that was tested before. The command tests it again, or verifies it with <c>-Probe</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [PathInput]
    [ValidateComplete]
    public EndpointPath[] EndpointPath { get; set; } = [];

    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full names. By default, all services of the hub.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [Parameter(Mandatory = true, ParameterSetName = ByService)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Service { get; set; } = [];

    /// <summary>Tests from this machine: resolves the names with the machine's resolver, connects to every address, completes TLS with the service's
    /// name, and
    /// compares the result with a path that was tested before. Use it on a machine inside the spoke. It needs no AWS credentials. It connects only to
    /// names of AWS services in the Region of the path, at most 64 for each path.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByService)]
    public SwitchParameter Probe { get; set; }

    /// <summary>
    /// Tests the network as it would be after the migration: the spoke connected, the zones created and the cut-over done, as the commands would plan
    /// it now.
    /// </summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    public SwitchParameter Planned { get; set; }

    /// <summary>
    /// The security groups of the clients. With them the egress rules of the clients and rules that name security groups are evaluated too.
    /// </summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [IdFrom("GroupId")]
    [ValidateNotNullOrEmpty]
    public string[] WorkloadSecurityGroupId { get; set; } = [];

    /// <summary>
    /// The subnets of the clients. By default, all subnets of the spoke, except small ones that hold nothing but Transit Gateway attachments.
    /// </summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [IdFrom("SubnetId")]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>The network interface of one client, for example of a task. Only its security groups and its subnet are tested.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string? NetworkInterfaceId { get; set; }

    /// <summary>Policies of roles, buckets, keys or organisations, which are searched for conditions that name the spoke or its endpoints: JSON
    /// texts, paths of files in UTF-8 and of at most 256 KB each, or objects of AWS.Tools.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [PoliciesInput]
    [ValidateNotNullOrEmpty]
    public NamedPolicy[] PolicyDocument { get; set; } = [];

    /// <summary>The actions to evaluate the endpoint policies for, for example <c>ecr:BatchGetImage</c>. The prefix decides which services an action
    /// is for. By default, and for
    /// services without an action here, the actions that workloads are known to need.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string[] Action { get; set; } = [];

    /// <summary>
    /// The ARNs of the resources that the actions are for. The default <c>*</c> means any resource. An action that supports no resources is evaluated
    /// without one.
    /// </summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string[] Resource { get; set; } = [];

    /// <summary>
    /// The ARN of the caller: a role, a user or a session. With it, principals and conditions that name callers are evaluated, as far as an ARN
    /// allows.
    /// </summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string? PrincipalArn { get; set; }

    private protected override Operation<TestPathRequest> Operation => new TestPath();

    private protected override IEnumerable<TestPathRequest> Requests() =>
        ParameterSetName switch
        {
            ByPath => EndpointPath.Select(path => new TestPathRequest
            {
                Record = path,
                Spoke = SpokeReference.To(path),
                Services = Probe ? ValueList<string>.Empty : ValueList.Of(path.ServiceName),
                Path = path,
            }),
            ByService => [new TestPathRequest { Spoke = SpokeReference.To(""), Services = Service.ToValueList() }],
            _ => Spokes()
                .Select(spoke => new TestPathRequest
                {
                    Record = spoke.Record,
                    Spoke = spoke.Spoke,
                    Services = Service.ToValueList(),
                    IsPlanned = Planned,
                    WorkloadSecurityGroupIds = RequireValidIds("sg", WorkloadSecurityGroupId),
                    SubnetIds = RequireValidIds("subnet", SubnetId),
                    WorkloadNetworkInterfaceId = NetworkInterfaceId is null ? null : RequireValidIds("eni", [NetworkInterfaceId])[0],
                    Policies = PolicyDocument.ToValueList(),
                    Calls = new CallOptions
                    {
                        Actions = Action.ToValueList(),
                        Resources = Resource.ToValueList(),
                        PrincipalArn = PrincipalArn,
                    },
                }),
        };

    private protected override Task ActAsync(
        IReadOnlyList<ValidRequest<TestPathRequest>> requests,
        AwsSettings settings,
        IOperator @operator,
        CancellationToken cancellationToken
    ) =>
        Probe
            ? ProbeFromHere.RunAsync([.. requests.Select(valid => valid.Request)], settings, new HostNetwork(), @operator, cancellationToken)
            : base.ActAsync(requests, settings, @operator, cancellationToken);
}
