using System.Collections;
using System.Management.Automation;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes ids accept text or an object with such a property: an object of AWS.Tools, a row of Import-Csv, an object of this
/// module.
/// It never throws. Any other value becomes its text, and the cmdlet reports it.
/// </summary>
/// <param name="property">The property that contains the id, for example <c>VpcId</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdFromAttribute(string property) : ArgumentTransformationAttribute
{
    /// <summary>The property that contains the id.</summary>
    public string Property { get; } = property;

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = LanguagePrimitives.GetEnumerable(inputData)?.Cast<object>() ?? [inputData];
        return items.Select(TextOf).ToArray();
    }

    // A hashtable with the right key is meant for splatting or is a mistake, so it is not accepted.
    private string TextOf(object? item)
    {
        if (item is null)
        {
            return "";
        }

        var carrier = PSObject.AsPSObject(item);
        var held = carrier.BaseObject is string or IDictionary ? null : carrier.Properties[Property]?.Value;
        return (held ?? carrier).ToString() ?? "";
    }
}
