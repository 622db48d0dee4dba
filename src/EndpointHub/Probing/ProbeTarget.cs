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
/// <param name="Path">What the analysis says of the service; null when there is none.</param>
internal sealed record ProbeTarget(string ServiceName, string Name, int Port, EndpointPath? Path)
{
    /// <summary>The names of a service that is known without asking AWS.</summary>
    /// <param name="serviceName">The full service name.</param>
    /// <returns>The targets; none for a service whose names are not known that way.</returns>
    public static IEnumerable<ProbeTarget> Of(string serviceName) =>
        TestedNames.In(ServiceZones.Grouped(BuiltInNames.Of(serviceName)), TestedNames.AnyAccount, hasRecord: _ => false).SelectMany(tested => On(serviceName, tested.Name, path: null));

    /// <summary>The names that an analysis followed.</summary>
    /// <param name="path">The analysis.</param>
    /// <returns>The targets; none when it knew no name.</returns>
    public static IEnumerable<ProbeTarget> Of(EndpointPath path) => path.Names.SelectMany(name => On(path.ServiceName, name.Name, path));

    private static IEnumerable<ProbeTarget> On(string serviceName, string name, EndpointPath? path) =>
        ServicePorts.Of(serviceName).Select(port => new ProbeTarget(serviceName, name, port, path));

    /// <summary>What was found, judged and compared.</summary>
    /// <param name="addresses">What became of each address that the name led to.</param>
    /// <param name="unresolved">Why the name led to no address; null when it did.</param>
    /// <returns>The probe, without its time.</returns>
    public EndpointProbe Found(ValueList<ProbedAddress> addresses, string? unresolved)
    {
        var reason = Fault(addresses, unresolved);
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
            Agreement = differences is null ? ProbeAgreement.NotCompared : differences.Count == 0 ? ProbeAgreement.Agrees : ProbeAgreement.Differs,
        };
    }

    private string? Fault(ValueList<ProbedAddress> addresses, string? unresolved)
    {
        if (addresses.Count == 0)
            return $"The name led to no address: {unresolved ?? "the answer was empty."}";
        if (addresses.FirstOrDefault(found => found.Outcome != ProbeOutcome.Served) is { } failed)
            return FormattableString.Invariant($"{failed.Address} on TCP {Port}: {failed.Outcome}{(failed.Reason is null ? "" : ", " + failed.Reason)}");

        return addresses.FirstOrDefault(found => !IsEndpoints(found.Address)) is { } open
            ? $"{open.Address} is a public address: the name is not answered by an endpoint."
            : null;
    }

    // A VPC may have public blocks, and then its endpoints do (VPC user guide, VPC CIDR blocks): only the analysis tells these apart.
    private bool IsEndpoints(string address) => Path?.HubAddresses.Contains(address) == true
        || (Ipv4.TryParse(address, out var ipv4) && PrivateAddresses.Hold(new Cidr(ipv4, 32)));
}
