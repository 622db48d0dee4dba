using System.Collections;
using System.Management.Automation;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Lets a parameter that takes ids take whatever carries one: text, an object of AWS.Tools, a row of Import-Csv, an object of ours.
/// It never throws: what is no id stays the text that it reads as, and the cmdlet reports it as what it is.
/// </summary>
/// <param name="property">The property that holds the id, for example <c>VpcId</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdFromAttribute(string property) : ArgumentTransformationAttribute
{
    /// <summary>The property that holds the id.</summary>
    public string Property { get; } = property;

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var items = LanguagePrimitives.GetEnumerable(inputData)?.Cast<object>() ?? [inputData];
        return items.Select(TextOf).ToArray();
    }

    // A hashtable is nobody's id, even one with the right key: @{ VpcId = ... } is meant for splatting or is a mistake.
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
