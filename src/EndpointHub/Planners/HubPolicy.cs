using EndpointHub.Intents;
using EndpointHub.Paths.Policies;
using EndpointHub.Planning;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>The policy of a hub's endpoints. AWS refuses any but full access where a service takes no policy.</summary>
internal static class HubPolicy
{
    /// <summary>The intended policy of a service's endpoint; null when it stays as it is.</summary>
    /// <param name="network">The network.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="service">The service's full name.</param>
    public static string? For(NetworkSnapshot network, HubIntent intent, string service) =>
        TakesNone(network, service) ? null : intent.PolicyDocument;

    /// <summary>Tells which services let every call through although a policy is intended.</summary>
    /// <param name="plan">The plan that gets the notes.</param>
    /// <param name="network">The network.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="services">The full names of the services.</param>
    public static void NoteOpen(PlanBuilder plan, NetworkSnapshot network, HubIntent intent, IEnumerable<string> services)
    {
        if (PolicyText.RestrictiveOrNull(intent.PolicyDocument) is null)
            return;

        foreach (var service in services.Where(service => TakesNone(network, service)))
            plan.Note($"The endpoint for {service} lets every call through, because AWS supports no endpoint policy for this service.");
    }

    private static bool TakesNone(NetworkSnapshot network, string service) => network.Services.Find(service) is { SupportsPolicies: false };
}
