using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Cmdlets.Input;
using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Planners;
using EndpointHub.Results;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>A cmdlet that creates a hub's zones, and returns the kind of object that it was given.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PrivateZoneCmdlet : ChangingCmdlet<AddPrivateZoneRequest>
{
    /// <summary>The parameter set of connections that an earlier cmdlet returned.</summary>
    protected const string ByConnection = "Connection";

    /// <summary>The parameter set of hubs.</summary>
    protected const string ByHub = "Hub";

    /// <summary>The spoke whose endpoints' names get zones too, as Connect-SpokeVpc returned it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByConnection)]
    [SpokeInput]
    [ValidateComplete]
    public SpokeConnection[] SpokeConnection { get; set; } = [];

    /// <summary>The hub: the object that New-EndpointHub or Get-EndpointHub returned, or its name.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByHub)]
    [HubInput]
    [ArgumentCompleter(typeof(HubCompleter))]
    public HubIdentity? Hub { get; set; }

    /// <summary>
    /// Tags for the zones: <c>@{ CostCenter = '4711' }</c>. Route 53 sets them in a call of its own, right after the one that creates the zone. Zones
    /// of the hub that exist get the tags that they lack. No tag is removed.
    /// </summary>
    [Parameter]
    public Hashtable? Tag { get; set; }

    private protected abstract string[] Services { get; }

    private protected virtual bool WarnsAboutImageLayers => false;

    private protected override Operation<AddPrivateZoneRequest> Operation => new AddPrivateZone();

    private protected override IEnumerable<AddPrivateZoneRequest> Requests() =>
        ParameterSetName == ByHub
            ?
            [
                new AddPrivateZoneRequest
                {
                    Record = Hub!.Reference.KnownHub ?? (object)Hub.Name,
                    Hub = Hub.Reference,
                    Services = Services.ToValueList(),
                    Tags = RequireValidTags(Tag, TagRules.PerZone),
                },
            ]
            : SpokeConnection
                .Select(connection => SpokeReference.To(connection))
                .Select(
                    (spoke, i) =>
                        new AddPrivateZoneRequest
                        {
                            Record = SpokeConnection[i],
                            Hub = spoke.Hub!,
                            Spoke = spoke,
                            Services = Services.ToValueList(),
                            WarnsAboutImageLayers = WarnsAboutImageLayers,
                            Tags = RequireValidTags(Tag, TagRules.PerZone),
                        }
                );
}
