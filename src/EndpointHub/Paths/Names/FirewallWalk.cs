using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Names;

/// <summary>Applies a VPC's DNS Firewall to a name and to the names of its redirection chain.</summary>
internal sealed class FirewallWalk(VpcFirewall firewall, Vpc vpc)
{
    /// <summary>Resolves a name if the firewall allows it.</summary>
    /// <param name="tested">The name.</param>
    /// <param name="hops">The list to which hops are added.</param>
    /// <param name="ask">Resolves a name without a firewall.</param>
    /// <returns>The endpoint to which the name resolves; null for none.</returns>
    public Endpoint? Ask(TestedName tested, List<PathHop> hops, Func<TestedName, List<PathHop>, Endpoint?> ask)
    {
        var first = firewall.Evaluate(tested.Name, isRedirected: false);
        if (first.By is { } by)
            hops.Add(new FirewallHop(by.Filter.GroupId, tested.Name, by.Rule?.Name, FindingOf(first, tested)));
        if (first.Outcome == FirewallOutcome.Blocks)
            return null;

        List<PathHop> met = [];
        var endpoint = ask(tested, met);

        // When the result for the first name is unknown, the allowing rule is unknown too, and so is its trust in the rest of the chain.
        var inspects = first is { Outcome: FirewallOutcome.Passes, MayInspect: true };
        foreach (var hop in met)
        {
            hops.Add(hop);
            if (
                !inspects
                || hop is not RecordHop { Link: not RecordLink.None, Answer: { Length: > 0 } next } record
                || LaterHop(record, next, tested, first) is not { } later
            )
            {
                continue;
            }

            hops.Add(later);
            if (later.Verdict == PathVerdict.Unreachable)
                return null;
        }

        return endpoint;
    }

    private Finding? FindingOf(FirewallVerdict verdict, TestedName tested) =>
        verdict switch
        {
            { Outcome: FirewallOutcome.Blocks } => FirewallFindings.Blocks(verdict.By!, vpc.Id, tested),
            { Outcome: FirewallOutcome.Open } => FirewallFindings.Uncertain(verdict.By!, vpc.Id, tested.Name),
            _ => null,
        };

    /// <summary>
    /// The hop of a further name of the chain; null when it is allowed. AWS documents that a CNAME is a redirection (Resolver API reference,
    /// FirewallRule).
    /// AWS does not document whether an alias is one: the announcement of the setting first mentioned aliases and was then corrected.
    /// </summary>
    private FirewallHop? LaterHop(RecordHop record, string next, TestedName tested, FirewallVerdict first)
    {
        var later = firewall.Evaluate(next, isRedirected: true);
        if (later.Outcome == FirewallOutcome.Passes)
            return null;

        var name = new TestedName(next, IsUnderWildcard: false);
        var finding =
            later.Outcome == FirewallOutcome.Open || (record.Link == RecordLink.CanonicalName && !first.MayTrust)
                ? FindingOf(later, name)
                : FirewallFindings.LedOn(later.By!, first.By, vpc.Id, tested.Name, next);
        return new FirewallHop(later.By!.Filter.GroupId, next, later.By.Rule?.Name, finding);
    }
}
