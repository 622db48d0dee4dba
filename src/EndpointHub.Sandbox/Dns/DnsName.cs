using System.Globalization;
using System.Text;

namespace EndpointHub.Sandbox.Dns;

/// <summary>
/// Domain names in Route 53's format: lower case, with a trailing dot, other characters as octal escapes (<c>*</c> is <c>\052</c>).
/// </summary>
internal static class DnsName
{
    /// <summary>Returns the form in which names are compared: lower case, with a trailing dot, without escapes.</summary>
    public static string Canonical(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && i + 3 < name.Length && name.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                text.Append((char)Convert.ToInt32(name.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                text.Append(char.ToLowerInvariant(name[i]));
            }
        }

        if (text.Length == 0 || text[^1] != '.')
            text.Append('.');
        return text.ToString();
    }

    /// <summary>Returns the form in which the API lists a name: every character except <c>a-z 0-9 - _ .</c> as a three-digit octal escape.</summary>
    public static string Escaped(string canonical) =>
        string.Concat(
            canonical.Select(c =>
                char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.'
                    ? c.ToString()
                    : $"\\{Convert.ToString(c, 8).PadLeft(3, '0').ToString(CultureInfo.InvariantCulture)}"
            )
        );

    /// <summary>Returns true for the zone's own name and for every name beneath it. Every name is beneath the root (<c>.</c>).</summary>
    public static bool IsIn(string canonical, string zone) =>
        canonical == zone || zone == "." || canonical.EndsWith("." + zone, StringComparison.Ordinal);

    public static string Parent(string canonical) => canonical[(canonical.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>Returns true if no label is empty or longer than 63 characters and the name has at most 255 characters.</summary>
    public static bool IsValid(string canonical) =>
        canonical is { Length: > 1 and <= 255 }
        && canonical[..^1].Split('.').All(l => l.Length is > 0 and <= 63)
        && canonical.All(c => c is > ' ' and < (char)127);
}
