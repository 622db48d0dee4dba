using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Names;

/// <summary>Takes names past a VPC's DNS Firewall: the one that is asked for, and those that it leads on to.</summary>
internal sealed class FirewallWalk(VpcFirewall firewall, Vpc vpc)
{
    /// <summary>Asks for a name, if the firewall lets it through.</summary>
    /// <param name="tested">The name.</param>
    /// <param name="hops">Takes what is met.</param>
    /// <param name="ask">Asks without a firewall.</param>
    /// <returns>The endpoint that the name leads to; null for none.</returns>
    public Endpoint? Ask(TestedName tested, List<PathHop> hops, Func<TestedName, List<PathHop>, Endpoint?> ask)
    {
        var first = firewall.Evaluate(tested.Name, isRedirected: false);
        if (first.By is { } by)
            hops.Add(new FirewallHop(by.Filter.GroupId, tested.Name, by.Rule?.Name, FindingOf(first, tested)));
        if (first.Outcome == FirewallOutcome.Blocks)
            return null;

        List<PathHop> met = [];
        var endpoint = ask(tested, met);

        // Where it is open whether the first name comes through, it is as open which rule would, and so whether it trusts the rest.
        var inspects = first is { Outcome: FirewallOutcome.Passes, MayInspect: true };
        foreach (var hop in met)
        {
            hops.Add(hop);
            if (!inspects || hop is not RecordHop { Link: not RecordLink.None, Answer: { Length: > 0 } next } record || LaterHop(record, next, tested, first) is not { } later)
                continue;
            hops.Add(later);
            if (later.Verdict == PathVerdict.Unreachable)
                return null;
        }

        return endpoint;
    }

    private Finding? FindingOf(FirewallVerdict verdict, TestedName tested) => verdict switch
    {
        { Outcome: FirewallOutcome.Blocks } => FirewallFindings.Blocks(verdict.By!, vpc.Id, tested),
        { Outcome: FirewallOutcome.Open } => FirewallFindings.Uncertain(verdict.By!, vpc.Id, tested.Name),
        _ => null,
    };

    /// <summary>
    /// What a further name of the chain meets; null when it comes through. A CNAME is a redirection by AWS's pages (Resolver API reference, FirewallRule).
    /// Whether an alias is one they leave open: AWS's announcement of the setting first named it and then took it back.
    /// </summary>
    private FirewallHop? LaterHop(RecordHop record, string next, TestedName tested, FirewallVerdict first)
    {
        var later = firewall.Evaluate(next, isRedirected: true);
        if (later.Outcome == FirewallOutcome.Passes)
            return null;

        var name = new TestedName(next, IsUnderWildcard: false);
        var finding = later.Outcome == FirewallOutcome.Open || (record.Link == RecordLink.CanonicalName && !first.MayTrust)
            ? FindingOf(later, name)
            : FirewallFindings.LedOn(later.By!, first.By, vpc.Id, tested.Name, next);
        return new FirewallHop(later.By!.Filter.GroupId, next, later.By.Rule?.Name, finding);
    }
}
