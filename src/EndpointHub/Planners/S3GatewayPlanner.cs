using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans a VPC's way to S3: a route to a gateway endpoint of its own in every route table that lacks one. An endpoint that stands is given the
/// tables; its policy is judged and never replaced, because a table that is led to it loses whatever the policy does not let through.
/// </summary>
internal static class S3GatewayPlanner
{
    /// <summary>Plans a VPC's way to S3.</summary>
    /// <param name="network">The network, holding the VPC.</param>
    /// <param name="intent">What shall be so.</param>
    /// <returns>At most one unit, about the VPC.</returns>
    public static Plan For(NetworkSnapshot network, S3GatewayIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.S3Gateway, intent.VpcId);
        if (plan.Refuse(InvalidArguments(network, intent)))
            return plan.Build();

        var vpc = network.Vpcs[intent.VpcId];
        var tables = network.RouteTablesInUse(vpc.Id).Where(_ => intent.RouteTableIds.Count == 0)
            .Concat(intent.RouteTableIds.Select(id => network.RouteTables[id])).Distinct().OrderBy(table => table.Id, StringComparer.Ordinal).ToList();
        var serviceName = ServiceName.InFull("s3", vpc.Location.Region, []);
        var gateways = network.EndpointsOf(vpc.Id).Where(endpoint => endpoint.Kind == EndpointKind.Gateway && endpoint.ServiceName == serviceName).ToList();
        var lacking = tables.FindAll(table => !gateways.Exists(gateway => gateway.RouteTableIds.Contains(table.Id)));
        var chosen = lacking.Count > 0 ? gateways.Find(gateway => !gateway.RequesterManaged) : null;

        var concerned = gateways.FindAll(gateway => gateway == chosen || tables.Exists(table => gateway.RouteTableIds.Contains(table.Id)));
        if (plan.Refuse(concerned.SelectMany(gateway => S3Policy.Lacks(network, gateway, intent.BucketNames))))
            return plan.Build();

        NoteWidth(plan, intent, concerned);
        if (lacking.Count > 0 && chosen is not null)
            plan.Add(More(network, chosen, lacking));
        if (lacking.Count > 0 && chosen is null)
            plan.Add(New(vpc, serviceName, lacking, intent));
        if (lacking.Count > 0)
            NoteDenied(plan, lacking, chosen is null ? intent.IsNarrow : chosen.PolicyDocument is not null);
        return plan.Build();
    }

    private static IEnumerable<Problem> InvalidArguments(NetworkSnapshot network, S3GatewayIntent intent)
    {
        if (network.Vpcs.Find(intent.VpcId) is null)
            yield return Problems.VpcNotFound(intent.VpcId);
        foreach (var id in intent.RouteTableIds.Where(id => network.RouteTables.Find(id)?.VpcId != intent.VpcId))
            yield return Problems.RouteTableNotInVpc(id, intent.VpcId);
        foreach (var name in intent.BucketNames.Where(name => !S3Policy.IsBucketName(name)))
            yield return Problems.MalformedBucketName(name);
    }

    private static AddGatewayRoutes More(NetworkSnapshot network, Endpoint gateway, List<RouteTable> tables) => new()
    {
        Location = network.Vpcs[gateway.VpcId].Location,
        EndpointId = gateway.Id,
        RouteTableIds = tables.Select(table => table.Id).ToValueList(),
        PrefixListId = GatewayRoutes.PrefixListOf(network, gateway) ?? GatewayRoutes.SymbolOf(gateway.ServiceName),
    };

    private static CreateGatewayEndpoint New(Vpc vpc, string serviceName, List<RouteTable> tables, S3GatewayIntent intent) => new()
    {
        Location = vpc.Location,
        EndpointId = SymbolicId.For("vpce", vpc.Id, serviceName),
        VpcId = vpc.Id,
        ServiceName = serviceName,
        RouteTableIds = tables.Select(table => table.Id).ToValueList(),
        PrefixListId = GatewayRoutes.SymbolOf(serviceName),
        PolicyDocument = intent.IsNarrow ? S3Policy.Narrow(vpc.Location.Region, intent.BucketNames) : null,
        Tags = ValueList.Of(new Tag("Name", $"endpointhub-{vpc.Id}-s3")),
    };

    private static void NoteWidth(PlanBuilder plan, S3GatewayIntent intent, List<Endpoint> concerned)
    {
        foreach (var open in concerned.Where(gateway => intent.IsNarrow && gateway.PolicyDocument is null))
            plan.Note($"{open.Id} stands with full access and keeps it; a policy is given to an endpoint only when it is made.");
    }

    // Whatever such a table leads to S3 by another way today, through a NAT gateway mostly, comes under the policy.
    private static void NoteDenied(PlanBuilder plan, List<RouteTable> lacking, bool isNarrow)
    {
        foreach (var table in lacking.Where(table => isNarrow && table.Routes.Any(route => route.Destination.Cidr == Cidr.Everything && !route.IsBlackhole)))
            plan.Note($"{table.Id} reaches every bucket through its default route today; through the gateway endpoint it reaches only those that the policy names.");
    }
}
