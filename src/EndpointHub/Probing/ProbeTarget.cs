using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Probing;

/// <summary>One name and port to probe.</summary>
/// <param name="ServiceName">The full service name.</param>
/// <param name="Name">The name.</param>
/// <param name="Port">The service's TCP port.</param>
/// <param name="Path">The analysis of the service; null when there is none.</param>
internal sealed record ProbeTarget(string ServiceName, string Name, int Port, EndpointPath? Path)
{
    /// <summary>The targets for a service from its built-in names.</summary>
    /// <param name="serviceName">The full service name.</param>
    /// <returns>The targets; none for a service without built-in names.</returns>
    public static IEnumerable<ProbeTarget> Of(string serviceName) =>
        TestedNames
            .In(ServiceZones.Grouped(BuiltInNames.Of(serviceName)), TestedNames.AnyAccount, hasRecord: _ => false)
            .Where(tested => ProbeNames.IsOf(tested.Name, serviceName))
            .SelectMany(tested => On(serviceName, tested.Name, path: null));

    /// <summary>The targets for the names of an analysis.</summary>
    /// <param name="path">The analysis.</param>
    /// <param name="refused">The names that are not probed.</param>
    /// <returns>The targets; none when it has no name that is probed.</returns>
    public static IReadOnlyList<ProbeTarget> Of(EndpointPath path, out ValueList<string> refused)
    {
        var names = path.Names.Select(name => name.Name).Distinct(StringComparer.Ordinal).ToList();
        var probed = names.Where(name => ProbeNames.IsOf(name, path.ServiceName)).Take(ProbeNames.MostNames).ToList();
        refused = names.Except(probed, StringComparer.Ordinal).ToValueList();
        return [.. probed.SelectMany(name => On(path.ServiceName, name, path))];
    }

    private static IEnumerable<ProbeTarget> On(string serviceName, string name, EndpointPath? path) =>
        ServicePorts.Of(serviceName).Select(port => new ProbeTarget(serviceName, name, port, path));

    /// <summary>Creates the probe from the results for the addresses, and compares it with the analysis.</summary>
    /// <param name="addresses">The results for the addresses of the name.</param>
    /// <param name="unresolved">The reason why the name did not resolve; null when it did.</param>
    /// <returns>The probe, without its time.</returns>
    public EndpointProbe Found(ValueList<ProbedAddress> addresses, string? unresolved)
    {
        var reason = FailureReason(addresses, unresolved);
        var differences = ProbeComparison.Differences(this, addresses, isReachable: reason is null);
        return new EndpointProbe
        {
            ServiceName = ServiceName,
            Name = Name,
            Port = Port,
            Path = Path,
            Addresses = addresses,
            Reason = reason,
            Verdict = reason is null ? PathVerdict.Reachable : PathVerdict.Unreachable,
            Differences = differences ?? ValueList<string>.Empty,
            Agreement =
                differences is null ? ProbeAgreement.NotCompared
                : differences.Count == 0 ? ProbeAgreement.Agrees
                : ProbeAgreement.Differs,
        };
    }

    private string? FailureReason(ValueList<ProbedAddress> addresses, string? unresolved)
    {
        if (addresses.Count == 0)
            return $"The name did not resolve to an address: {unresolved ?? "the answer was empty."}";
        if (addresses.FirstOrDefault(found => IsLoopback(found.Address)) is { } loopback)
            return $"{loopback.Address} is a loopback address, so the name leads to this host itself and not to an endpoint.";
        if (addresses.FirstOrDefault(found => found.Outcome != ProbeOutcome.Served) is { } failed)
        {
            return FormattableString.Invariant(
                $"{failed.Address} on TCP {Port}: {failed.Outcome}{(failed.Reason is null ? "" : ", " + failed.Reason)}"
            );
        }

        return addresses.FirstOrDefault(found => !IsEndpointAddress(found.Address)) is { } open
            ? $"{open.Address} is a public address, so the name does not resolve to an endpoint."
            : null;
    }

    private static bool IsLoopback(string address) =>
        address == "::1" || new[] { "127.", "::ffff:127." }.Any(start => address.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    // A VPC may have public CIDR blocks, and its endpoints public addresses (VPC user guide, VPC CIDR blocks). Only the analysis contains these.
    private bool IsEndpointAddress(string address) =>
        Path?.HubAddresses.Contains(address) == true || (Ipv4.TryParse(address, out var ipv4) && PrivateAddresses.Hold(new Cidr(ipv4, 32)));
}
