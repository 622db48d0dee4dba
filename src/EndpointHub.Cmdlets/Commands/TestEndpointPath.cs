using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Cmdlets.Pipeline;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Judges the way from every subnet of a spoke to the hub's endpoints and back: the DNS answer, routes, security groups and network ACLs.
/// No packet is sent; every finding names the resource that decided and the command that mends it.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "EndpointPath", DefaultParameterSetName = ByConnection)]
[OutputType(typeof(EndpointPath))]
public sealed class TestEndpointPath : SpokeCmdlet<TestPathRequest>
{
    private protected override Operation<TestPathRequest> Operation => new TestPath();

    private protected override bool IsProjected(TestPathRequest request) => request.Spoke.IsProjected;

    private protected override IEnumerable<TestPathRequest> Requests() => Spokes().Select(spoke => new TestPathRequest
    {
        Record = spoke.Record,
        Spoke = spoke.Spoke,
        Services = Service.ToValueList(),
    });
}
