using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Results;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Finds hubs by their tags, with their endpoints, zones and spokes.</summary>
[Cmdlet(VerbsCommon.Get, "EndpointHub")]
[OutputType(typeof(Hub))]
public sealed class GetEndpointHub : OperationCmdlet<GetHubRequest>
{
    /// <summary>The hub's name. By default, every hub of the account and Region.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HubCompleter))]
    public string? Name { get; set; }

    /// <summary>The hub's VPC. It tells hubs of the same name apart.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdFrom("HubVpcId")]
    [ValidateNotNullOrEmpty]
    public string[] HubVpcId { get; set; } = [];

    private protected override Operation<GetHubRequest> Operation => new GetHub();

    private protected override IEnumerable<GetHubRequest> Requests() =>
        HubVpcId.Length == 0
            ? [new GetHubRequest { Record = Name, Name = Name }]
            : ValidIds("vpc", HubVpcId, nameof(HubVpcId))
                .Select(id => new GetHubRequest
                {
                    Record = id,
                    Name = Name,
                    HubVpcId = id,
                });
}
