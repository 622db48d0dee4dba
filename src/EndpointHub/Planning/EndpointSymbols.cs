using EndpointHub.Topology;

namespace EndpointHub.Planning;

/// <summary>The symbols of the names and ids that AWS assigns to an endpoint which a plan creates or changes.</summary>
internal static class EndpointSymbols
{
    /// <summary>The symbols of an endpoint's regional DNS name and of its hosted zone.</summary>
    /// <param name="endpointId">The endpoint's id or symbol.</param>
    /// <returns>The alias target of both symbols.</returns>
    public static AliasTarget RegionalNameOf(string endpointId) => new($"{endpointId}/dns-name", $"{endpointId}/dns-zone");

    /// <summary>The symbol of an endpoint's network interface.</summary>
    /// <param name="endpointId">The endpoint's id or symbol.</param>
    /// <param name="subnetId">The interface's subnet.</param>
    /// <returns>The symbol.</returns>
    public static string InterfaceIdOf(string endpointId, string subnetId) => $"{endpointId}/{subnetId}";
}
