using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Inventory;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Lists the endpoints of the VPCs, with their duplicates, their cost, and whether a hub can replace them.</summary>
[Cmdlet(VerbsCommon.Get, "EndpointInventory")]
[OutputType(typeof(EndpointInventory))]
public sealed class GetEndpointInventory : OperationCmdlet<GetInventoryRequest>
{
    /// <summary>The VPC. By default, every VPC of the account and Region that has an endpoint.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdFrom("VpcId")]
    [ValidateNotNullOrEmpty]
    public string[] VpcId { get; set; } = [];

    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full names. By default, all services.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    /// <summary>
    /// Searches the records of all hosted zones of the account, public ones too, and of all zones associated with the VPCs, for names of the
    /// endpoints. Route 53 allows five calls a second, so many zones take a while.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeReference { get; set; }

    private protected override Operation<GetInventoryRequest> Operation => new GetInventory();

    private protected override IEnumerable<GetInventoryRequest> Requests() =>
        VpcId.Length == 0
            ? [new GetInventoryRequest { Services = Service.ToValueList(), IncludesReferences = IncludeReference }]
            : ValidIds("vpc", VpcId, nameof(VpcId))
                .Select(id => new GetInventoryRequest
                {
                    Record = id,
                    VpcId = id,
                    Services = Service.ToValueList(),
                    IncludesReferences = IncludeReference,
                });
}
