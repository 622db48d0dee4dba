using EndpointHub.Naming;

namespace EndpointHub.Paths.Index;

/// <summary>Matches names with a domain list of DNS Firewall, in constant time.</summary>
internal sealed class DomainPatterns
{
    private const string Everything = "*";

    private readonly HashSet<string> _plain = new(StringComparer.Ordinal);
    private readonly List<string> _suffixes = [];

    public DomainPatterns(IEnumerable<string> specifications)
    {
        foreach (var specification in specifications)
        {
            if (specification.StartsWith(Everything, StringComparison.Ordinal) && specification != Everything && !DnsName.IsWildcard(specification))
                _suffixes.Add(specification);
            else
                _plain.Add(specification);
        }
    }

    /// <summary>
    /// The specification that matches a name; null when none does. A name matches itself only; <c>*.</c> matches all subdomains of the rest and
    /// not the rest itself; <c>*</c> matches everything (Resolver developer guide, managing your own domain lists). An asterisk may precede a part of
    /// a label, too; AWS does not document whether it matches an empty text there.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="isCertain">True if the match is certain.</param>
    public string? Matching(string name, out bool isCertain)
    {
        isCertain = true;
        if (_plain.Contains(name))
            return name;

        for (var dot = name.IndexOf('.'); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            var below = DnsName.Wildcard(name.Substring(dot + 1));
            if (_plain.Contains(below))
                return below;
        }

        if (_plain.Contains(Everything))
            return Everything;
        var ending = _suffixes.FindAll(specification => name.EndsWith(specification.Substring(Everything.Length), StringComparison.Ordinal));
        isCertain = ending.Exists(specification => specification.Length <= name.Length);
        return ending.OrderBy(specification => specification.Length).FirstOrDefault();
    }
}
