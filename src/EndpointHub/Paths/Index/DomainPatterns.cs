using EndpointHub.Naming;

namespace EndpointHub.Paths.Index;

/// <summary>What a domain list of DNS Firewall matches, in a time that does not grow with the list.</summary>
internal sealed class DomainPatterns
{
    private const string Everything = "*";

    private readonly HashSet<string> _plain = new(StringComparer.Ordinal);
    private readonly List<string> _odd = [];

    public DomainPatterns(IEnumerable<string> specifications)
    {
        foreach (var specification in specifications)
        {
            if (specification.StartsWith(Everything, StringComparison.Ordinal) && specification != Everything && !DnsName.IsWildcard(specification))
                _odd.Add(specification);
            else
                _plain.Add(specification);
        }
    }

    /// <summary>
    /// The specification that matches a name; null when none does. A name stands for itself alone; <c>*.</c> for all that is below the rest and
    /// not for the rest itself; <c>*</c> for everything (Resolver developer guide, managing your own domain lists). An asterisk may stand before a part of
    /// a label, too; whether it may stand for nothing there no page says.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="isCertain">True if it is sure to match.</param>
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
        var ending = _odd.FindAll(specification => name.EndsWith(specification.Substring(Everything.Length), StringComparison.Ordinal));
        isCertain = ending.Exists(specification => specification.Length <= name.Length);
        return ending.OrderBy(specification => specification.Length).FirstOrDefault();
    }
}
