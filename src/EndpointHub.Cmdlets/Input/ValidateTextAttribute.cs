using System.Management.Automation;
using System.Text.RegularExpressions;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Rejects a text that does not match a pattern. Unlike ValidatePattern it escapes the text in its message.</summary>
/// <param name="pattern">The pattern. It cannot backtrack, so it needs no timeout.</param>
/// <param name="description">The description of a valid text.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateTextAttribute(string pattern, string description) : ValidateEnumeratedArgumentsAttribute
{
    /// <summary>The pattern.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The description of a valid text.</summary>
    public string Description { get; } = description;

    /// <inheritdoc />
    protected override void ValidateElement(object element)
    {
        var text = element?.ToString() ?? "";
        if (!Regex.IsMatch(text, Pattern, RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout))
            throw new ValidationMetadataException($"{DisplayText.EscapeValue(text)} is not {Description}.");
    }
}
