using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Checks whether an endpoint's clients may use ports that a hub does not admit. The ports of most services are not documented, so 443 is assumed
/// unless the endpoint's own security groups admit other ports. A rule for all traffic, or for a range with 443 in it, is no evidence of other ports.
/// </summary>
internal static class PortCheck
{
    /// <summary>Checks the ports of an endpoint's clients.</summary>
    /// <param name="network">The network. It contains the endpoint's security groups.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>PortsUnknown, or null when the clients use the admitted ports only.</returns>
    public static Problem? About(NetworkSnapshot network, Endpoint endpoint)
    {
        if (ServicePorts.Lists(endpoint.ServiceName))
            return null;
        if (IsThirdParty(endpoint.ServiceName))
            return Problems.PortsUnknown(endpoint, ValueList<string>.Empty);

        var others = endpoint
            .SecurityGroupIds.Select(id => network.SecurityGroups.Find(id))
            .OfType<SecurityGroup>()
            .SelectMany(group => group.Ingress)
            .Select(rule => rule.Traffic)
            .Where(traffic => traffic.IsTcp && !ServicePorts.Of(endpoint.ServiceName).Any(traffic.AdmitsTcp))
            .Select(traffic => traffic.ToString())
            .Distinct(StringComparer.Ordinal)
            .ToValueList();
        return others.Count > 0 ? Problems.PortsUnknown(endpoint, others) : null;
    }

    // The provider of an endpoint service outside AWS chooses its ports.
    private static bool IsThirdParty(string serviceName) => serviceName.StartsWith("com.amazonaws.vpce.", StringComparison.Ordinal);
}
