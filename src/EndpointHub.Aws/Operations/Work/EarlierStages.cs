using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// What a dry run assumes to be done. An object in a variable is as its command returned it; what later commands predict stands on the objects that they return,
/// and nowhere else. So where <c>$spokes | Disable-EndpointPrivateDns</c> is followed by <c>$spokes | Remove-SpokeEndpoint</c>, the second plans on the cut-over
/// that the first has planned: it plans it again, and says so.
/// </summary>
internal static class EarlierStages
{
    /// <summary>The zones that a cut-over needs and that are missing.</summary>
    public static Plan BeforeCutover(NetworkSnapshot network, CutoverIntent intent) =>
        CutoverPlanner.For(network, intent).Refusals.Any(problem => problem.Code == nameof(Problems.ZoneMissing))
            ? Assumed(ZonePlanner.For(network, new ZoneIntent { Hub = intent.Hub, ServiceNames = intent.ServiceNames, SpokeVpcIds = ValueList.Of(intent.SpokeVpcId) }))
            : Plan.Nothing(network);

    /// <summary>The cut-over of endpoints that still answer for their names, and what it needs. What it would refuse is not assumed.</summary>
    public static Plan BeforeRemoval(NetworkSnapshot network, RemovalIntent intent)
    {
        var inUse = RemovalPlanner.For(network, intent).Refusals.Where(problem => problem.Code == nameof(Problems.StillInUse)).Select(problem => network.Endpoints[problem.Resource].ServiceName);
        var services = inUse.Distinct(StringComparer.Ordinal).ToValueList();
        if (services.Count == 0)
            return Plan.Nothing(network);

        var cutover = new CutoverIntent { Hub = intent.Hub, SpokeVpcId = intent.SpokeVpcId, ServiceNames = services };
        return BeforeCutover(network, cutover).Then(next => Assumed(CutoverPlanner.For(next, cutover)));
    }

    /// <summary>An assumption in one sentence.</summary>
    public static string Told(PlanUnit unit) => unit.Kind == PlanUnitKind.Zones
        ? $"Hub {unit.Subject} lacks private zones. This dry run assumes that Add-EndpointPrivateZone makes them first."
        : $"{unit.Subject} is not cut over. This dry run assumes that Disable-EndpointPrivateDns cuts it over first.";

    private static Plan Assumed(Plan plan) => new(plan.Before, plan.Units, ValueList<Problem>.Empty);
}
