using EndpointHub.Errors;
using EndpointHub.Intents;
using EndpointHub.Planners;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// Plans the stages that a dry run assumes to be done. Predictions are only contained in the objects that a command returns, not in the objects of
/// its input. So where <c>$spokes | Disable-EndpointPrivateDns</c> is followed by <c>$spokes | Remove-SpokeEndpoint</c>, the input of the second
/// command does not contain the predicted cut-over. The second command plans the cut-over again, and reports that it assumes it.
/// </summary>
internal static class EarlierStages
{
    /// <summary>Plans the missing zones that a cut-over needs.</summary>
    public static Plan BeforeCutover(NetworkSnapshot network, CutoverIntent intent) =>
        CutoverPlanner.For(network, intent).Refusals.Any(problem => problem.Code == nameof(Problems.ZoneMissing))
            ? Assumed(
                ZonePlanner.For(
                    network,
                    new ZoneIntent
                    {
                        Hub = intent.Hub,
                        ServiceNames = intent.ServiceNames,
                        SpokeVpcIds = ValueList.Of(intent.SpokeVpcId),
                    }
                )
            )
            : Plan.Nothing(network);

    /// <summary>
    /// Plans the cut-over of endpoints whose names still resolve to themselves, and the zones that it needs. Refused parts are not assumed.
    /// </summary>
    public static Plan BeforeRemoval(NetworkSnapshot network, RemovalIntent intent)
    {
        var inUse = RemovalPlanner
            .For(network, intent)
            .Refusals.Where(problem => problem.Code == nameof(Problems.StillInUse))
            .Select(problem => network.Endpoints[problem.Resource].ServiceName);
        var services = inUse.Distinct(StringComparer.Ordinal).ToValueList();
        if (services.Count == 0)
            return Plan.Nothing(network);

        var cutover = new CutoverIntent
        {
            Hub = intent.Hub,
            SpokeVpcId = intent.SpokeVpcId,
            ServiceNames = services,
            IncludedOwners = intent.IncludedOwners,
            ClientSubnetIds = intent.ClientSubnetIds,
        };
        return BeforeCutover(network, cutover).Then(next => Assumed(CutoverPlanner.For(next, cutover)));
    }

    /// <summary>Describes an assumption.</summary>
    public static string Describe(PlanUnit unit) =>
        unit.Kind == PlanUnitKind.Zones
            ? $"Hub {unit.Subject} lacks private zones. This dry run assumes that Add-EndpointPrivateZone creates them first."
            : $"{unit.Subject} is not cut over. This dry run assumes that Disable-EndpointPrivateDns cuts it over first.";

    private static Plan Assumed(Plan plan) => new(plan.Before, plan.Units, ValueList<Problem>.Empty);
}
