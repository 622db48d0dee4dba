using System.Text;

namespace EndpointHub.Naming;

/// <summary>DNS names in the form of snapshots: lower case, unescaped, without a final dot; wildcards start with <c>*.</c>.</summary>
internal static class DnsName
{
    /// <summary>The wildcard label, at the left end of a name only (Route 53 developer guide, domain name format).</summary>
    public const string WildcardLabel = "*.";

    /// <summary>Converts a name to the normal form, in which names are compared.</summary>
    /// <param name="name">A name in the form that an API returns, for example <c>\052.dkr.ecr.ap-northeast-1.amazonaws.com.</c></param>
    /// <returns>For example <c>*.dkr.ecr.ap-northeast-1.amazonaws.com</c>.</returns>
    public static string Normalize(string name) => Unescape(name).TrimEnd('.').ToLowerInvariant();

    /// <summary>True if a name is a wildcard.</summary>
    /// <param name="name">A normal name.</param>
    /// <returns>True if so.</returns>
    public static bool IsWildcard(string name) => name.StartsWith(WildcardLabel, StringComparison.Ordinal);

    /// <summary>A name without its leading wildcard label.</summary>
    /// <param name="name">A normal name.</param>
    /// <returns>The rest, or the name itself.</returns>
    public static string WithoutWildcard(string name) => IsWildcard(name) ? name.Substring(WildcardLabel.Length) : name;

    /// <summary>The wildcard for the subdomains of a name.</summary>
    /// <param name="name">A normal name.</param>
    /// <returns>The wildcard.</returns>
    public static string Wildcard(string name) => WildcardLabel + name;

    /// <summary>True if a name is a zone's apex or a subdomain of it.</summary>
    /// <param name="name">A normal name.</param>
    /// <param name="zoneName">The zone's normal name.</param>
    /// <returns>True if so.</returns>
    public static bool IsWithin(string name, string zoneName) => name == zoneName || name.EndsWith("." + zoneName, StringComparison.Ordinal);

    /// <summary>
    /// True if a record matches a name. A wildcard matches at every depth below it and never the name that it
    /// is based on (Route 53 developer guide, domain name format).
    /// </summary>
    /// <param name="recordName">The record's normal name.</param>
    /// <param name="name">The normal name of the query.</param>
    /// <returns>True if so.</returns>
    public static bool Matches(string recordName, string name) =>
        recordName == name
        || (IsWildcard(recordName) && name.EndsWith(recordName.Substring(1), StringComparison.Ordinal) && name.Length >= recordName.Length);

    // Route 53 returns characters other than a-z, 0-9, - and _ as three octal digits after a backslash: "*" is "\052".
    private static string Unescape(string name)
    {
        if (name.IndexOf('\\') < 0)
            return name;

        var plain = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var isEscape = name[i] == '\\' && i + 3 < name.Length && IsOctal(name[i + 1]) && IsOctal(name[i + 2]) && IsOctal(name[i + 3]);
            if (isEscape)
                plain.Append((char)((((name[++i] - '0') * 8) + (name[++i] - '0')) * 8 + (name[++i] - '0')));
            else
                plain.Append(name[i]);
        }

        return plain.ToString();
    }

    private static bool IsOctal(char digit) => digit is >= '0' and <= '7';
}
