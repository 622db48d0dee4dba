using EndpointHub.Topology;

namespace EndpointHub.Planning;

/// <summary>The symbols of what AWS chooses for an endpoint that a plan makes or changes.</summary>
internal static class EndpointSymbols
{
    /// <summary>The symbol of an endpoint's regional name.</summary>
    /// <param name="endpointId">The endpoint's id or symbol.</param>
    /// <returns>Symbols for the name and its zone.</returns>
    public static AliasTarget RegionalNameOf(string endpointId) => new($"{endpointId}/dns-name", $"{endpointId}/dns-zone");

    /// <summary>The symbol of an endpoint's interface.</summary>
    /// <param name="endpointId">The endpoint's id or symbol.</param>
    /// <param name="subnetId">The interface's subnet.</param>
    /// <returns>The symbol.</returns>
    public static string InterfaceIdOf(string endpointId, string subnetId) => $"{endpointId}/{subnetId}";
}
