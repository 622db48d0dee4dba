namespace EndpointHub.Testing.Mutants;

/// <summary>
/// Possible mistakes of the path test about names, each as the smallest change. A real DNS server must reveal each within a few landscapes.
/// </summary>
internal static class NameBugs
{
    private const string Index = "src/EndpointHub/Paths/Index/";
    private const string Names = "src/EndpointHub/Paths/Names/";
    private static readonly Detector Soon = new NameDetector(Landscapes: 200);

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "a wildcard that matches an empty non-terminal",
            Index + "ZoneRecords.cs",
            Right: "if (_existing.Contains(name))",
            Wrong: "if (_byName.Contains(name))",
            Soon
        ),
        new(
            "a wildcard that ignores the closest encloser",
            Index + "ZoneRecords.cs",
            Right: "!_existing.Contains(encloser))",
            Wrong: "!_byName.Contains(DnsName.Wildcard(encloser)))",
            Soon
        ),
        new(
            "a private wildcard that matches its parent name",
            "src/EndpointHub/Naming/DnsName.cs",
            Right: "&& name.EndsWith(recordName.Substring(1), StringComparison.Ordinal) && name.Length >= recordName.Length);",
            Wrong: "&& name.EndsWith(recordName.Substring(2), StringComparison.Ordinal));",
            Soon
        ),
        new(
            "private names while private DNS is disabled",
            Index + "DomainIndex.cs",
            Right: "if (endpoint is not { PrivateDnsEnabled: true, IsAlive: true })",
            Wrong: "if (endpoint is not { IsAlive: true })",
            Soon
        ),
        new(
            "private names of an endpoint that is being deleted",
            Index + "DomainIndex.cs",
            Right: "if (endpoint is not { PrivateDnsEnabled: true, IsAlive: true })",
            Wrong: "if (endpoint is not { PrivateDnsEnabled: true })",
            Soon
        ),
        new(
            "an alias target resolved by the resolver",
            Names + "RecordWalk.cs",
            Right: "Ask(zone, known, new TestedName(Linked(zone, record, alias.DnsName, hops), IsUnderWildcard: false), hops, links + 1),",
            Wrong: "(null, Linked(zone, record, alias.DnsName, hops)),",
            Soon
        ),
        new(
            "one record set of a routing policy treated as all",
            Names + "RecordWalk.cs",
            Right: "if (record.SetIdentifier is not null)",
            Wrong: "if (record.SetIdentifier is \"\")",
            Soon
        ),
        new(
            "a zone that takes precedence over a rule of its name",
            Index + "Claim.cs",
            Right: "this is RuleClaim ? 0 : 1",
            Wrong: "this is RuleClaim ? 1 : 0",
            Soon
        ),
        new(
            "a system rule that ignores zones",
            Index + "DomainIndex.cs",
            Right: "claims = domain.Decide(withRules: false);",
            Wrong: "return new Decision(Domain: null, [], system);",
            Soon
        ),
        new(
            "an ignored rule for the root domain",
            Index + "DomainIndex.cs",
            Right: "is var dot and >= 0 ? name.Substring(dot + 1) : \"\";",
            Wrong: "is var dot and >= 0 ? name.Substring(dot + 1) : null;",
            Soon
        ),
        new(
            "a CNAME to an endpoint's name that bypasses rules",
            Names + "RecordWalk.cs",
            Right: "{ Values.Count: > 0 } when index.Domains.Decide(",
            Wrong: "{ Values.Count: > 0 } when index.Domains.EndpointNamed(CanonicalName(record), out _) is null && index.Domains.Decide(",
            Soon
        ),
        new(
            "firewall rules in the wrong order",
            Index + "VpcFirewall.cs",
            Right: ".OrderBy(rule => rule.Priority))",
            Wrong: ".OrderByDescending(rule => rule.Priority))",
            Soon
        ),
        new(
            "a firewall wildcard that matches its parent name",
            Index + "DomainPatterns.cs",
            Right: "if (_plain.Contains(name))",
            Wrong: "if (_plain.Contains(name) || _plain.Contains(DnsName.Wildcard(name)))",
            Soon
        ),
        new(
            "a firewall that inspects the first name only",
            Names + "FirewallWalk.cs",
            Right: "first is { Outcome: FirewallOutcome.Passes, MayInspect: true };",
            Wrong: "false;",
            Soon
        ),
        new(
            "a Profile that takes precedence over the VPC's own resources",
            Index + "Claim.cs",
            Right: "Through is null ? 0 : Through.Priority ?? int.MaxValue",
            Wrong: "Through is null ? int.MaxValue : Through.Priority ?? 0",
            Soon
        ),
        new(
            "the Profile with the higher priority number first",
            Index + "Claim.cs",
            Right: "Through is null ? 0 : Through.Priority ?? int.MaxValue",
            Wrong: "Through is null ? 0 : int.MaxValue - Through.Priority ?? 1",
            Soon
        ),
    ];
}
