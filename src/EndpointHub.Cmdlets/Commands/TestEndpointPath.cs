using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Probing;
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
/// Judges the way from every subnet of a spoke to the hub's endpoints and back: the DNS answer, routes, security groups and network ACLs.
/// No packet is sent but by <c>-Probe</c>; every finding names the resource that decided and the command that mends it.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "EndpointPath", DefaultParameterSetName = ByConnection)]
[OutputType(typeof(EndpointPath))]
[OutputType(typeof(EndpointProbe), ParameterSetName = [ByPath, ByService])]
public sealed class TestEndpointPath : SpokeCmdlet<TestPathRequest>
{
    private const string ByPath = "Path";
    private const string ByService = "Service";

    /// <summary>A path that was tested before. It is tested again, or with <c>-Probe</c> borne out.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [PathInput]
    [ValidateComplete]
    public EndpointPath[] EndpointPath { get; set; } = [];

    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full ones. Without it: all that the hub has.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [Parameter(Mandatory = true, ParameterSetName = ByService)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string[] Service { get; set; } = [];

    /// <summary>Does it for real, from here: resolves the names with this machine's resolver, connects to every address and completes TLS with the service's name, and
    /// holds what it finds against a path that was tested before. It is meant for a machine inside the spoke, and needs no AWS credentials.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByService)]
    public SwitchParameter Probe { get; set; }

    /// <summary>Judges what the job would come to, before it is done: the spoke connected, the zones made, and its names moved, as the commands would plan it now.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    public SwitchParameter Planned { get; set; }

    /// <summary>The security groups of the clients. With them it is judged too whether the clients are let out, and rules that name groups are decided.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [IdFrom("GroupId")]
    [ValidateNotNullOrEmpty]
    public string[] WorkloadSecurityGroupId { get; set; } = [];

    /// <summary>The network interface of one client, for example a task's: its security groups and its subnet are judged, and no others.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string? NetworkInterfaceId { get; set; }

    /// <summary>Policies from elsewhere, of roles, buckets, keys or organisations, to be searched for conditions that name the spoke or its endpoints: JSON texts,
    /// files, or what AWS.Tools returns.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [PoliciesInput]
    [ValidateNotNullOrEmpty]
    public NamedPolicy[] PolicyDocument { get; set; } = [];

    /// <summary>The actions that the endpoints' policies are asked about, for example <c>ecr:BatchGetImage</c>, each of the services with its prefix. Without it, and of services
    /// that no action belongs to: what workloads are known to need.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string[] Action { get; set; } = [];

    /// <summary>The resources that the actions are asked on, by their ARNs; <c>*</c>, as without it, stands for any. An action that supports no resources is asked without one.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string[] Resource { get; set; } = [];

    /// <summary>Who calls: the ARN of a role or user, or of a session. With it conditions and principals that name callers are decided, as far as an ARN tells.</summary>
    [Parameter(ParameterSetName = ByConnection)]
    [Parameter(ParameterSetName = ByVpc)]
    [ValidateNotNullOrEmpty]
    public string? PrincipalArn { get; set; }

    private protected override Operation<TestPathRequest> Operation => new TestPath();

    private protected override IEnumerable<TestPathRequest> Requests() => ParameterSetName switch
    {
        ByPath => EndpointPath.Select(path => new TestPathRequest
        {
            Record = path,
            Spoke = SpokeReference.To(path),
            Services = Probe ? ValueList<string>.Empty : ValueList.Of(path.ServiceName),
            Path = path,
        }),
        ByService => [new TestPathRequest { Spoke = SpokeReference.To(""), Services = Service.ToValueList() }],
        _ => Spokes().Select(spoke => new TestPathRequest
        {
            Record = spoke.Record,
            Spoke = spoke.Spoke,
            Services = Service.ToValueList(),
            IsPlanned = Planned,
            WorkloadSecurityGroupIds = RequireValidIds("sg", WorkloadSecurityGroupId),
            WorkloadNetworkInterfaceId = NetworkInterfaceId is null ? null : RequireValidIds("eni", [NetworkInterfaceId])[0],
            Policies = PolicyDocument.ToValueList(),
            Calls = new CallOptions { Actions = Action.ToValueList(), Resources = Resource.ToValueList(), PrincipalArn = PrincipalArn },
        }),
    };

    private protected override Task ActAsync(IReadOnlyList<OperationInput<TestPathRequest>> inputs, IOperator @operator, CancellationToken cancellationToken) => Probe
        ? ProbeFromHere.RunAsync([.. inputs.Select(input => input.Request)], inputs[0].Settings, new HostNetwork(), @operator, cancellationToken)
        : base.ActAsync(inputs, @operator, cancellationToken);
}
