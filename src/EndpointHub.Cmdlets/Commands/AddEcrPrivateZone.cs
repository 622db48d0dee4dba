using System.Management.Automation;
using EndpointHub.Results;

namespace EndpointHub.Cmdlets.Commands;

/// <summary>
/// Creates the hub's private zones for ECR, including wildcard records. It does what Add-EndpointPrivateZone does for <c>ecr.api</c> and
/// <c>ecr.dkr</c>.
/// </summary>
[Cmdlet(VerbsCommon.Add, "EcrPrivateZone", SupportsShouldProcess = true, DefaultParameterSetName = ByConnection)]
[OutputType(typeof(SpokeConnection), typeof(Hub))]
public sealed class AddEcrPrivateZone : PrivateZoneCmdlet
{
    private protected override string[] Services => ["ecr.api", "ecr.dkr"];

    private protected override bool WarnsAboutImageLayers => true;
}
