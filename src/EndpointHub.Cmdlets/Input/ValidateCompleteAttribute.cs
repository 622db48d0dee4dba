using System.Management.Automation;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Rejects an object whose required properties are null. PowerShell converts any object with a property of the same name to the parameter's type, and
/// leaves the other properties null.
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
            {
                throw new ValidationMetadataException(
                    $"The {given!.GetType().Name} has no {property.Name}. Use an object that an earlier command returned."
                );
            }
        }
    }
}
