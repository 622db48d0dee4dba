using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;

namespace EndpointHub.Testing.Simulation;

/// <summary>Runs one command of the migration.</summary>
/// <param name="name">What it does.</param>
/// <param name="command">The command.</param>
/// <returns>The objects that the command returned.</returns>
internal delegate Task<IReadOnlyList<object>> StageAsync(string name, Func<OperationContext, Task> command);

/// <summary>The commands of a migration, in the order in which an operator runs them.</summary>
internal static class MigrationPipeline
{
    public const string Hub = "hub";
    public const string Connections = "connections";
    public const string Zones = "zones";
    public const string Cutover = "cut-over";
    public const string Removal = "removal";

    public static async Task RunAsync(NewHubRequest hub, IEnumerable<string> spokes, StageAsync stage)
    {
        var made = await stage(Hub, context => new NewHub().RunAsync([hub], context, CancellationToken.None));
        if (made.OfType<Hub>().FirstOrDefault() is not { } standing)
            return;

        var reference = HubReference.To(standing);
        var connected = await stage(
            Connections,
            context =>
                new ConnectSpoke().RunAsync(
                    [.. spokes.Select(vpcId => new ConnectSpokeRequest { Spoke = SpokeReference.To(vpcId), Hub = reference })],
                    context,
                    CancellationToken.None
                )
        );
        var zoned = await stage(
            Zones,
            context =>
                new AddPrivateZone().RunAsync(
                    [.. Spokes(connected).Select(spoke => new AddPrivateZoneRequest { Spoke = spoke, Hub = spoke.Hub! })],
                    context,
                    CancellationToken.None
                )
        );
        var cutOver = await stage(
            Cutover,
            context =>
                new CutOver().RunAsync([.. Spokes(zoned).Select(spoke => new CutOverRequest { Spoke = spoke })], context, CancellationToken.None)
        );
        await stage(
            Removal,
            context =>
                new RemoveSpokeEndpoint().RunAsync(
                    [.. Spokes(cutOver).Select(spoke => new RemoveSpokeEndpointRequest { Spoke = spoke, Allowed = ValueList.Of("TrafficUnknown") })],
                    context,
                    CancellationToken.None
                )
        );
    }

    private static IEnumerable<SpokeReference> Spokes(IEnumerable<object> results) => results.OfType<SpokeConnection>().Select(SpokeReference.To);
}
