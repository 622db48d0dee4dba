using System.Globalization;

namespace EndpointHub.Lab;

/// <summary>What stands behind a verb.</summary>
public sealed class LabArguments(IReadOnlyList<string> words)
{
    public bool Has(string option) => words.Contains(option, StringComparer.Ordinal);

    public string? Text(string option)
    {
        for (var i = 0; i < words.Count - 1; i++)
        {
            if (words[i] == option)
                return words[i + 1];
        }

        return null;
    }

    public int Number(string option, int otherwise) => Text(option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
