using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Paths;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Judges the way from every subnet of a spoke to the hub's endpoints and back: the DNS answer, routes, security groups and network ACLs.
/// No packet is sent; every finding names the resource that decided and the command that mends it.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "EndpointPath", DefaultParameterSetName = ByConnection)]
[OutputType(typeof(EndpointPath))]
public sealed class TestEndpointPath : SpokeCmdlet<TestPathRequest>
{
    /// <summary>Judges what the job would come to, before it is done: the spoke connected, the zones made, and its names moved, as the commands would plan it now.</summary>
    [Parameter]
    public SwitchParameter Planned { get; set; }

    /// <summary>The security groups of the clients. With them it is judged too whether the clients are let out, and rules that name groups are decided.</summary>
    [Parameter]
    [IdFrom("GroupId")]
    [ValidateNotNullOrEmpty]
    public string[] WorkloadSecurityGroupId { get; set; } = [];

    /// <summary>The network interface of one client, for example a task's: its security groups and its subnet are judged, and no others.</summary>
    [Parameter]
    [IdFrom("NetworkInterfaceId")]
    public string? NetworkInterfaceId { get; set; }

    /// <summary>Policies from elsewhere, of roles, buckets, keys or organisations, to be searched for conditions that name the spoke or its endpoints: JSON texts,
    /// files, or what AWS.Tools returns.</summary>
    [Parameter]
    [PoliciesInput]
    [ValidateNotNullOrEmpty]
    public NamedPolicy[] PolicyDocument { get; set; } = [];

    private protected override Operation<TestPathRequest> Operation => new TestPath();

    private protected override bool IsProjected(TestPathRequest request) => request.Spoke.IsProjected;

    private protected override IEnumerable<TestPathRequest> Requests() => Spokes().Select(spoke => new TestPathRequest
    {
        Record = spoke.Record,
        Spoke = spoke.Spoke,
        Services = Service.ToValueList(),
        IsPlanned = Planned,
        WorkloadSecurityGroupIds = Narrowing("sg", WorkloadSecurityGroupId),
        WorkloadNetworkInterfaceId = NetworkInterfaceId is null ? null : Narrowing("eni", [NetworkInterfaceId])[0],
        Policies = PolicyDocument.ToValueList(),
    });
}
