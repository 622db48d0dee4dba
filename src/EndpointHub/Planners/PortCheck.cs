using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Whether a hub could serve an endpoint's clients in part only. Of most services nobody documents the ports, so 443 is taken for granted unless
/// the endpoint's own groups let clients in on others. A rule for all traffic, or for a range with 443 in it, tells nothing.
/// </summary>
internal static class PortCheck
{
    /// <summary>Why it is not certain that clients of an endpoint use no port but those that a hub lets them in on.</summary>
    /// <param name="network">The network, holding the endpoint's groups.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>PortsUnknown, or null when there is no doubt.</returns>
    public static Problem? About(NetworkSnapshot network, Endpoint endpoint)
    {
        if (ServicePorts.Lists(endpoint.ServiceName))
            return null;
        if (IsThirdParty(endpoint.ServiceName))
            return Problems.PortsUnknown(endpoint, ValueList<string>.Empty);

        var others = endpoint.SecurityGroupIds.Select(id => network.SecurityGroups.Find(id)).OfType<SecurityGroup>()
            .SelectMany(group => group.Ingress).Select(rule => rule.Traffic)
            .Where(traffic => traffic.IsTcp && !ServicePorts.Of(endpoint.ServiceName).Any(traffic.AdmitsTcp))
            .Select(traffic => traffic.ToString()).Distinct(StringComparer.Ordinal).ToValueList();
        return others.Count > 0 ? Problems.PortsUnknown(endpoint, others) : null;
    }

    // A service that somebody offers beside AWS answers where its provider likes.
    private static bool IsThirdParty(string serviceName) => serviceName.StartsWith("com.amazonaws.vpce.", StringComparison.Ordinal);
}
