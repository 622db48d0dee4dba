using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Probing;

/// <summary>
/// Holds a probe against the analysis of the same name. The analysis speaks of every subnet of the spoke, and the probe of one place in one of them: they are
/// compared where all subnets fare alike. A probe makes no call, so what policies deny does not show in it.
/// </summary>
internal static class ProbeComparison
{
    /// <summary>Where the two differ; null when they cannot be compared.</summary>
    public static ValueList<string>? Differences(ProbeTarget target, ValueList<ProbedAddress> addresses, bool isReachable)
    {
        if (target.Path is not { } path || path.Names.FirstOrDefault(present => present.Name == target.Name) is not { } name)
            return null;

        var differences = new List<string>();
        var leadsToHub = name.VpcEndpointId is not null && name.VpcEndpointId == path.HubVpcEndpointId;
        // JSON that was cut off at its depth names no address.
        if (leadsToHub && path.HubAddresses.Count > 0 && !Fits(addresses.Select(found => found.Address), path.HubAddresses, MayLackSome(path)))
            differences.Add($"It leads to {Text(addresses.Select(found => found.Address))}, and by the analysis to {Text(path.HubAddresses)}.");

        if (Expected(path, name) is not { } expected)
            return differences.Count > 0 ? differences.ToValueList() : null;
        if (isReachable != (expected == PathVerdict.Reachable))
            differences.Add($"It is {(isReachable ? "reached" : "not reached")} from here, and by the analysis {expected}.");
        return differences.ToValueList();
    }

    private static PathVerdict? Expected(EndpointPath path, NamePath name)
    {
        if (name.Verdict == PathVerdict.Unknown || path.Subnets.Count == 0)
            return null;
        if (name.Verdict == PathVerdict.Unreachable)
            return PathVerdict.Unreachable;

        var subnets = path.Subnets.Select(subnet => subnet.Addresses.Count == 0 ? subnet.Verdict : subnet.Addresses.Select(address => address.Verdict).Worst()).Distinct().ToList();
        var isDenied = path.Findings.Any(finding => finding is { Layer: PathLayer.Policy, Effect: not FindingEffect.Warns });
        return subnets.Count > 1 || subnets[0] == PathVerdict.Unknown || (isDenied && subnets[0] == PathVerdict.Unreachable) ? null : subnets[0];
    }

    // A record may lead to one zone's addresses, or to some that were written down. A path that comes from JSON has findings and no hops.
    private static bool MayLackSome(EndpointPath path) =>
        path.Findings.Any(finding => finding.Code is FindingCode.ZonalNameUsed or FindingCode.AddressesPinned);

    private static bool Fits(IEnumerable<string> found, IEnumerable<string> analysed, bool mayLackSome)
    {
        var addresses = new HashSet<string>(found, StringComparer.Ordinal);
        return mayLackSome ? addresses.Count > 0 && addresses.IsSubsetOf(analysed) : addresses.SetEquals(analysed);
    }

    private static string Text(IEnumerable<string> addresses) => string.Join(", ", addresses.OrderBy(address => address, StringComparer.Ordinal)) is { Length: > 0 } text ? text : "no address";
}
