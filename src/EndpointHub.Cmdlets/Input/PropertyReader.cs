using System.Management.Automation;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Reads what an object of ours has become in JSON, in a CSV row or in another session.</summary>
internal static class PropertyReader
{
    /// <summary>A property's text, or null where there is none.</summary>
    internal static string? Text(PSObject carrier, string name) => carrier.Properties[name]?.Value?.ToString();

    /// <summary>Whether a property says yes.</summary>
    internal static bool Flag(PSObject carrier, string name) => LanguagePrimitives.IsTrue(carrier.Properties[name]?.Value);

    /// <summary>A property's texts, in their order; none where it is absent.</summary>
    internal static ValueList<string> Texts(PSObject carrier, string name) => carrier.Properties[name]?.Value is not { } held ? ValueList<string>.Empty
        : (LanguagePrimitives.GetEnumerable(held)?.Cast<object>() ?? [held]).Select(item => item?.ToString() ?? "").ToValueList();
}
