using System.Management.Automation;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Reads the properties of this module's objects after JSON, CSV or remoting.</summary>
internal static class PropertyReader
{
    /// <summary>Returns the text of a property, or null if it is missing.</summary>
    internal static string? Text(PSObject carrier, string name) => carrier.Properties[name]?.Value?.ToString();

    /// <summary>Returns true if a property is true.</summary>
    internal static bool Flag(PSObject carrier, string name) => IsTrue(carrier.Properties[name]?.Value);

    /// <summary>Returns true if a value is true. The text <c>False</c> is not.</summary>
    internal static bool IsTrue(object? value) => value is string text && bool.TryParse(text, out var flag) ? flag : LanguagePrimitives.IsTrue(value);

    /// <summary>Returns the texts of a list property; empty if it is missing.</summary>
    internal static ValueList<string> Texts(PSObject carrier, string name) =>
        carrier.Properties[name]?.Value is not { } held
            ? ValueList<string>.Empty
            : (LanguagePrimitives.GetEnumerable(held)?.Cast<object>() ?? [held]).Select(item => item?.ToString() ?? "").ToValueList();
}
