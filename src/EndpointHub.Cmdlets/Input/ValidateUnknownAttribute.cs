using System.Management.Automation;
using EndpointHub.Paths.Verdicts;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Refuses a finding that leaves nothing open: one that fails a path is a fault to mend, and one that warns stands in nobody's way.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateUnknownAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc />
    protected override void ValidateElement(object element)
    {
        var code = (FindingCode)(element is PSObject carrier ? carrier.BaseObject : element);
        if (new Finding(code, "", "").Effect != FindingEffect.Unsettles)
            throw new ValidationMetadataException($"{code} leaves no path unknown. about_EndpointPath tells which findings do.");
    }
}
