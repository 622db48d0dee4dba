using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>Deletes what a hub has twice, if nothing refers to it. The hub itself stays.</summary>
[Cmdlet(VerbsCommon.Remove, "EndpointHub", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByDuplicate)]
[OutputType(typeof(RemovedEndpoint))]
public sealed class RemoveEndpointHub : ChangingCmdlet<RemoveHubRequest>
{
    private const string ByDuplicate = "Duplicate";

    /// <summary>The hub: the object that New-EndpointHub or Get-EndpointHub returned, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByDuplicate)]
    [Alias("Name")]
    [HubInput]
    [ArgumentCompleter(typeof(HubCompleter))]
    public HubIdentity? Hub { get; set; }

    /// <summary>Deletes only the endpoints and security groups that the hub has twice. Without it nothing is deleted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByDuplicate)]
    public SwitchParameter DuplicateOnly { get; set; }

    /// <summary>
    /// The codes of the refusals to waive. <c>TrafficUnknown</c> deletes endpoints although it is not known whether clients are still connected.
    /// <c>RecordsUnread</c>, <c>ZoneListUnread</c> and <c>ProfileUnread</c> delete them although something that was not read may refer to them.
    /// </summary>
    [Parameter]
    [CodeInput(typeof(DuplicateCodeCompleter))]
    [ArgumentCompleter(typeof(DuplicateCodeCompleter))]
    public string[] Allow { get; set; } = [];

    /// <summary>
    /// The owners whose endpoints are changed too although tags say that a tool manages them. Change the tool's configuration as well, because its
    /// next run may revert the change.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public EndpointOwner[] IncludeManaged { get; set; } = [];

    /// <summary>Suppresses the confirmation prompt. No check is skipped.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    private protected override Operation<RemoveHubRequest> Operation => new RemoveHub();

    private protected override IEnumerable<RemoveHubRequest> Requests() =>
        DuplicateOnly
            ?
            [
                new RemoveHubRequest
                {
                    Record = Hub!.Reference.KnownHub ?? (object)Hub.Name,
                    Hub = Hub.Reference,
                    Allowed = Allow.ToValueList(),
                    IncludedOwners = IncludeManaged.ToValueList(),
                },
            ]
            : [];
}
