using System.Management.Automation;
using EndpointHub.Cmdlets.Completion;
using EndpointHub.Results;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Creates the hub's private zones: one per private DNS name of each service, with alias records at the apex and, where listed, the wildcard.
/// DNS resolution in a spoke does not change.
/// </summary>
[Cmdlet(VerbsCommon.Add, "EndpointPrivateZone", SupportsShouldProcess = true, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(SpokeConnection), typeof(Hub))]
public sealed class AddEndpointPrivateZone : PrivateZoneCmdlet
{
    /// <summary>The services, by their short names (<c>ecr.dkr</c>) or full names. By default, all services of the hub.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    private protected override string[] Services => Service;
}
