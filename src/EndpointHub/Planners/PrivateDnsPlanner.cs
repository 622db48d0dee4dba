using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>Plans to disable the private DNS of endpoints. Their names then resolve publicly, or not at all.</summary>
internal static class PrivateDnsPlanner
{
    /// <summary>Plans to disable private DNS.</summary>
    /// <param name="snapshot">The network. It contains the endpoints and their VPCs.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>One unit for each endpoint with private DNS enabled, so that each is confirmed separately.</returns>
    public static Plan For(NetworkSnapshot snapshot, PrivateDnsIntent intent) =>
        intent
            .EndpointIds.Distinct(StringComparer.Ordinal)
            .Aggregate(Plan.Nothing(snapshot), (plan, id) => plan.Then(network => For(network, id, intent.IncludedOwners)));

    /// <summary>The step that disables an endpoint's private DNS.</summary>
    internal static DisablePrivateDns StepFor(NetworkSnapshot snapshot, Endpoint endpoint) =>
        new()
        {
            Location = snapshot.Vpcs[endpoint.VpcId].Location,
            EndpointId = endpoint.Id,
            PrivateNames = endpoint.PrivateNames,
        };

    private static Plan For(NetworkSnapshot snapshot, string endpointId, ValueList<EndpointOwner> included)
    {
        var plan = new PlanBuilder(snapshot, PlanUnitKind.PrivateDnsOff, endpointId);
        if (snapshot.Endpoints.Find(endpointId) is not { IsAlive: true } endpoint)
            plan.Refuse([Problems.EndpointNotFound(endpointId, "the account and region in use")]);
        else if (endpoint.Kind != EndpointKind.Interface)
            plan.Refuse([Problems.NotAnInterfaceEndpoint(endpoint)]);
        else if (Immovable.Reason(snapshot, endpoint) is { } reason)
            plan.Refuse([reason]);
        else if (endpoint.PrivateDnsEnabled && !plan.RefuseManaged(endpoint, included))
            plan.Add(StepFor(snapshot, endpoint));
        return plan.Build();
    }
}
