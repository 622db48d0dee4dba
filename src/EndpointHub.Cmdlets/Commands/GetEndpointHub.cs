using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Results;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Finds hubs again from their tags, with their endpoints, zones and spokes.</summary>
[Cmdlet(VerbsCommon.Get, "EndpointHub")]
[OutputType(typeof(Hub))]
public sealed class GetEndpointHub : OperationCmdlet<GetHubRequest>
{
    /// <summary>The hub's name. Without it: every hub of the account and region.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HubCompleter))]
    public string? Name { get; set; }

    /// <summary>The hub's VPC, where two hubs share a name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdFrom("HubVpcId")]
    [ValidateNotNullOrEmpty]
    public string[] HubVpcId { get; set; } = [];

    private protected override Operation<GetHubRequest> Operation => new GetHub();

    private protected override IEnumerable<GetHubRequest> Requests() => HubVpcId.Length == 0
        ? [new GetHubRequest { Record = Name, Name = Name }]
        : ValidIds("vpc", HubVpcId).Select(id => new GetHubRequest { Record = id, Name = Name, HubVpcId = id });
}
