using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Planners;

/// <summary>Plans private DNS off and nothing else: the endpoints' names then answer publicly, or not at all.</summary>
internal static class PrivateDnsPlanner
{
    /// <summary>Plans private DNS off.</summary>
    /// <param name="snapshot">The network, holding the endpoints and their VPCs.</param>
    /// <param name="intent">What shall be so.</param>
    /// <returns>One unit for each endpoint whose private DNS is on, since each is a decision of its own.</returns>
    public static Plan For(NetworkSnapshot snapshot, PrivateDnsIntent intent) => intent.EndpointIds.Distinct(StringComparer.Ordinal)
        .Aggregate(Plan.Nothing(snapshot), (plan, id) => plan.Then(network => For(network, id)));

    /// <summary>Switches an endpoint's private names off.</summary>
    internal static DisablePrivateDns RemovesAnswer(NetworkSnapshot snapshot, Endpoint endpoint) => new()
    {
        Location = snapshot.Vpcs[endpoint.VpcId].Location,
        EndpointId = endpoint.Id,
        PrivateNames = endpoint.PrivateNames,
    };

    private static Plan For(NetworkSnapshot snapshot, string endpointId)
    {
        var plan = new PlanBuilder(snapshot, PlanUnitKind.PrivateDnsOff, endpointId);
        if (snapshot.Endpoints.Find(endpointId) is not { IsAlive: true } endpoint)
            plan.Refuse([Problems.EndpointNotFound(endpointId, "the account and region in use")]);
        else if (endpoint.Kind != EndpointKind.Interface)
            plan.Refuse([Problems.NotAnInterfaceEndpoint(endpoint)]);
        else if (endpoint.RequesterManaged)
            plan.Refuse([Problems.RequesterManaged(endpoint)]);
        else if (endpoint.PrivateDnsEnabled)
            plan.Add(RemovesAnswer(snapshot, endpoint));
        return plan.Build();
    }
}
