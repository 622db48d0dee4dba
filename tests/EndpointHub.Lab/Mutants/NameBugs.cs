namespace EndpointHub.Lab.Mutants;

/// <summary>Mistakes that a path analysis may make about names, each as the smallest change that makes it; a real DNS server has to show it soon.</summary>
public static class NameBugs
{
    private const string Names = "src/EndpointHub/Paths/Names/";
    private static readonly Catcher Soon = new NameCatcher(Landscapes: 200);

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("a wildcard beside a name that exists by one below it", Names + "ZoneRecords.cs",
            Right: "if (_existing.Contains(name))",
            Wrong: "if (_byName.Contains(name))",
            Soon),
        new("the next wildcard above, whatever exists below it", Names + "ZoneRecords.cs",
            Right: "!_existing.Contains(encloser))",
            Wrong: "!_byName.Contains(DnsName.Wildcard(encloser)))",
            Soon),
        new("a private wildcard for the name it stands on", "src/EndpointHub/Naming/DnsName.cs",
            Right: "&& name.EndsWith(recordName.Substring(1), StringComparison.Ordinal) && name.Length >= recordName.Length);",
            Wrong: "&& name.EndsWith(recordName.Substring(2), StringComparison.Ordinal));",
            Soon),
        new("private names while private DNS is off", Names + "DomainIndex.cs",
            Right: "if (endpoint is not { PrivateDnsEnabled: true, IsAlive: true })",
            Wrong: "if (endpoint is not { IsAlive: true })",
            Soon),
        new("private names of an endpoint that is going", Names + "DomainIndex.cs",
            Right: "if (endpoint is not { PrivateDnsEnabled: true, IsAlive: true })",
            Wrong: "if (endpoint is not { PrivateDnsEnabled: true })",
            Soon),
        new("an alias asked of the resolver", Names + "RecordWalk.cs",
            Right: "Ask(zone, known, new TestedName(Linked(zone, record, alias.DnsName, hops), IsUnderWildcard: false), hops, links + 1),",
            Wrong: "(null, Linked(zone, record, alias.DnsName, hops)),",
            Soon),
        new("a zone before a rule of its name", Names + "Claim.cs",
            Right: "this is RuleClaim ? 0 : 1",
            Wrong: "this is RuleClaim ? 1 : 0",
            Soon),
        new("a system rule that leaves zones out", Names + "DomainIndex.cs",
            Right: "claims = domain.Deciding(withRules: false);",
            Wrong: "return new Decision(Domain: null, [], system);",
            Soon),
        new("a rule for everything that is not seen", Names + "DomainIndex.cs",
            Right: "is var dot and >= 0 ? name.Substring(dot + 1) : \"\";",
            Wrong: "is var dot and >= 0 ? name.Substring(dot + 1) : null;",
            Soon),
        new("a CNAME to an endpoint's name that no rule sees", Names + "RecordWalk.cs",
            Right: "{ Values.Count: > 0 } when index.Domains.Deciding(",
            Wrong: "{ Values.Count: > 0 } when index.Domains.EndpointNamed(CanonicalName(record), out _) is null && index.Domains.Deciding(",
            Soon),
        new("a Profile before what the VPC has itself", Names + "Claim.cs",
            Right: "Through is null ? 0 : Through.Priority ?? int.MaxValue",
            Wrong: "Through is null ? int.MaxValue : Through.Priority ?? 0",
            Soon),
        new("the Profile with the higher number first", Names + "Claim.cs",
            Right: "Through is null ? 0 : Through.Priority ?? int.MaxValue",
            Wrong: "Through is null ? 0 : int.MaxValue - Through.Priority ?? 1",
            Soon),
    ];
}
