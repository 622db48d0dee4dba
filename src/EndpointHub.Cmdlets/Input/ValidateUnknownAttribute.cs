using System.Management.Automation;
using EndpointHub.Paths.Verdicts;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Rejects a finding that does not leave a path Unknown. A finding that fails a path must be fixed, and one that only warns blocks nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateUnknownAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc />
    protected override void ValidateElement(object element)
    {
        var code = (FindingCode)(element is PSObject carrier ? carrier.BaseObject : element);
        if (new Finding(code, "", "").Effect != FindingEffect.Unsettles)
            throw new ValidationMetadataException($"{code} does not leave a path Unknown. about_EndpointPath lists the findings that do.");
    }
}
