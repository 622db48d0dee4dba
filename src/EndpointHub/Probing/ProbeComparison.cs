using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Probing;

/// <summary>
/// Compares a probe with the analysis of the same name. The analysis is about every subnet of the spoke, and the probe about one host in one of them.
/// They are compared when the analysis is the same for all subnets. A probe makes no API call, so it does not show the effect of policies.
/// </summary>
internal static class ProbeComparison
{
    /// <summary>Compares them. Returns the differences; null when they cannot be compared.</summary>
    public static ValueList<string>? Differences(ProbeTarget target, ValueList<ProbedAddress> addresses, bool isReachable)
    {
        if (target.Path is not { } path || path.Names.FirstOrDefault(present => present.Name == target.Name) is not { } name)
            return null;

        var differences = new List<string>();
        var resolvesToHub = name.VpcEndpointId is not null && name.VpcEndpointId == path.HubVpcEndpointId;
        // JSON that was truncated at its depth contains no addresses.
        if (resolvesToHub && path.HubAddresses.Count > 0 && !Matches(addresses.Select(found => found.Address), path.HubAddresses, MayBeSubset(path)))
        {
            differences.Add(
                $"It resolves to {Text(addresses.Select(found => found.Address))}, but according to the analysis to {Text(path.HubAddresses)}."
            );
        }

        if (Expected(path, name) is not { } expected)
            return differences.Count > 0 ? differences.ToValueList() : null;
        if (isReachable != (expected == PathVerdict.Reachable))
            differences.Add($"It is {(isReachable ? "reached" : "not reached")} from this host, but according to the analysis it is {expected}.");
        return differences.ToValueList();
    }

    private static PathVerdict? Expected(EndpointPath path, NamePath name)
    {
        if (name.Verdict == PathVerdict.Unknown || path.Subnets.Count == 0)
            return null;
        if (name.Verdict == PathVerdict.Unreachable)
            return PathVerdict.Unreachable;

        var subnets = path
            .Subnets.Select(subnet => subnet.Addresses.Count == 0 ? subnet.Verdict : subnet.Addresses.Select(address => address.Verdict).Worst())
            .Distinct()
            .ToList();
        var isDenied = path.Findings.Any(finding => finding is { Layer: PathLayer.Policy, Effect: not FindingEffect.Warns });
        return subnets.Count > 1 || subnets[0] == PathVerdict.Unknown || (isDenied && subnets[0] == PathVerdict.Unreachable) ? null : subnets[0];
    }

    // A record may point to the addresses of one zone, or to fixed addresses. The findings are examined because a path from JSON has no hops.
    private static bool MayBeSubset(EndpointPath path) =>
        path.Findings.Any(finding => finding.Code is FindingCode.ZonalNameUsed or FindingCode.AddressesPinned);

    private static bool Matches(IEnumerable<string> found, IEnumerable<string> analysed, bool mayBeSubset)
    {
        var addresses = new HashSet<string>(found, StringComparer.Ordinal);
        return mayBeSubset ? addresses.Count > 0 && addresses.IsSubsetOf(analysed) : addresses.SetEquals(analysed);
    }

    private static string Text(IEnumerable<string> addresses) =>
        string.Join(", ", addresses.OrderBy(address => address, StringComparer.Ordinal)) is { Length: > 0 } text ? text : "no address";
}
