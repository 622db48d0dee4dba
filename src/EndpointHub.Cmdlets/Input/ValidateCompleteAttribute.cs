using System.Management.Automation;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Refuses an object that lacks what every one of its type has. PowerShell makes such objects of whatever has a property of the same name, and
/// leaves the rest of them empty.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateCompleteAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc />
    protected override void ValidateElement(object element)
    {
        var given = element is PSObject carrier ? carrier.BaseObject : element;
        foreach (var property in given?.GetType().GetProperties() ?? [])
        {
            var isRequired = property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute");
            if (isRequired && property.GetValue(given) is null)
                throw new ValidationMetadataException($"The {given!.GetType().Name} has no {property.Name}: give one that an earlier command returned.");
        }
    }
}
