using EndpointHub.Errors;
using EndpointHub.Hubs;
using EndpointHub.Intents;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>
/// Plans a VPC's path to S3: a route to a gateway endpoint of its own in every route table without one. The route tables are added to an existing
/// endpoint. Its policy is checked and never replaced, because a route table that is added loses access to everything that the policy does not allow.
/// </summary>
internal static class S3GatewayPlanner
{
    /// <summary>Plans a VPC's path to S3.</summary>
    /// <param name="network">The network. It contains the VPC.</param>
    /// <param name="intent">The target state.</param>
    /// <returns>A plan with at most one unit, for the VPC.</returns>
    public static Plan For(NetworkSnapshot network, S3GatewayIntent intent)
    {
        var plan = new PlanBuilder(network, PlanUnitKind.S3Gateway, intent.VpcId);
        if (plan.Refuse(InvalidArguments(network, intent)))
            return plan.Build();

        var vpc = network.Vpcs[intent.VpcId];
        var tables = network
            .RouteTablesInUse(vpc.Id)
            .Where(_ => intent.RouteTableIds.Count == 0)
            .Concat(intent.RouteTableIds.Select(id => network.RouteTables[id]))
            .Distinct()
            .OrderBy(table => table.Id, StringComparer.Ordinal)
            .ToList();
        var serviceName = ServiceName.InFull("s3", vpc.Location.Region, []);
        var gateways = network
            .EndpointsOf(vpc.Id)
            .Where(endpoint => endpoint.Kind == EndpointKind.Gateway && endpoint.ServiceName == serviceName)
            .ToList();
        var missing = tables.FindAll(table => !gateways.Exists(gateway => gateway.RouteTableIds.Contains(table.Id)));
        var chosen = missing.Count > 0 ? gateways.Find(gateway => !gateway.RequesterManaged) : null;

        var relevant = gateways.FindAll(gateway => gateway == chosen || tables.Exists(table => gateway.RouteTableIds.Contains(table.Id)));
        if (plan.Refuse(relevant.SelectMany(gateway => S3Policy.MissingPermissions(network, gateway, intent.BucketNames))))
            return plan.Build();

        NoteFullAccess(plan, intent, relevant);
        foreach (var sentence in relevant.SelectMany(gateway => S3Policy.UndecidedPermissions(network, gateway, intent.BucketNames)))
            plan.Note(sentence);
        AddTags(plan, intent, relevant);
        if (missing.Count > 0 && chosen is not null)
            plan.Add(AddTables(network, chosen, missing));
        if (missing.Count > 0 && chosen is null)
            plan.Add(Create(vpc, serviceName, missing, intent));
        if (missing.Count > 0)
            NoteDenied(plan, missing, chosen is null ? intent.IsNarrow : chosen.PolicyDocument is not null);
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

    private static AddGatewayRoutes AddTables(NetworkSnapshot network, Endpoint gateway, List<RouteTable> tables) =>
        new()
        {
            Location = network.Vpcs[gateway.VpcId].Location,
            EndpointId = gateway.Id,
            RouteTableIds = tables.Select(table => table.Id).ToValueList(),
            PrefixListId = GatewayRoutes.PrefixListOf(network, gateway) ?? GatewayRoutes.SymbolOf(gateway.ServiceName),
        };

    private static CreateGatewayEndpoint Create(Vpc vpc, string serviceName, List<RouteTable> tables, S3GatewayIntent intent) =>
        new()
        {
            Location = vpc.Location,
            EndpointId = SymbolicId.For("vpce", vpc.Id, serviceName),
            VpcId = vpc.Id,
            ServiceName = serviceName,
            RouteTableIds = tables.Select(table => table.Id).ToValueList(),
            PrefixListId = GatewayRoutes.SymbolOf(serviceName),
            PolicyDocument = intent.IsNarrow ? S3Policy.Narrow(vpc.Location.Region, intent.BucketNames) : null,
            Tags = ValueList.Of(Name(vpc.Id)).And(intent.Tags),
        };

    private static Tag Name(string vpcId) => new(HubMark.NameTag, $"endpointhub-{vpcId}-s3");

    // A gateway endpoint belongs to no hub, so its name is all that shows that EndpointHub created it.
    private static void AddTags(PlanBuilder plan, S3GatewayIntent intent, List<Endpoint> relevant)
    {
        var own = relevant.FindAll(gateway => gateway.Tags.Contains(Name(intent.VpcId)));
        plan.Add(TagChanges.Of(plan.Predicted.Vpcs[intent.VpcId].Location, own, intent.Tags));
        foreach (var foreign in relevant.Except(own).Where(_ => intent.Tags.Count > 0))
            plan.Note($"{foreign.Id} exists and is not tagged, because EndpointHub did not create it.");
    }

    private static void NoteFullAccess(PlanBuilder plan, S3GatewayIntent intent, List<Endpoint> relevant)
    {
        foreach (var open in relevant.Where(gateway => intent.IsNarrow && gateway.PolicyDocument is null))
            plan.Note($"{open.Id} exists with full access and is not restricted, because the policy of an existing endpoint is never replaced.");
    }

    // The policy then applies to all S3 traffic that uses another path today, mostly through a NAT gateway.
    private static void NoteDenied(PlanBuilder plan, List<RouteTable> missing, bool isNarrow)
    {
        foreach (
            var table in missing.Where(table =>
                isNarrow && table.Routes.Any(route => route.Destination.Cidr == Cidr.Everything && !route.IsBlackhole)
            )
        )
        {
            plan.Note(
                $"{table.Id} reaches every bucket through its default route today. Through the gateway endpoint it reaches only the buckets that the policy allows."
            );
        }
    }
}
