using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Seeds;

/// <summary>Access to the simulated AWS: with latency for the product, without latency for the checks.</summary>
internal static class SimulatedAccess
{
    public static Task<AwsAccess> ProductAsync(SimulatedAws aws) =>
        AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, aws.Slow, CancellationToken.None);

    /// <summary>Reads all resources of the landscape with the product's reader.</summary>
    public static async Task<NetworkSnapshot> SnapshotAsync(SimulatedAws aws, SeededLandscape landscape)
    {
        using var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, aws.Direct, CancellationToken.None);
        var here = new Location(SimulatedAws.Account, SimulatedAws.Region);
        return await access.Reader.ReadAsync(
            new SnapshotScope
            {
                Vpcs = landscape.Spokes.Select(spoke => spoke.VpcId).Prepend(landscape.HubVpcId).Select(id => new ScopedVpc(id, here)).ToValueList(),
                HubVpcIds = ValueList.Of(landscape.HubVpcId),
                ServiceNames = landscape.Services.Select(service => $"com.amazonaws.{SimulatedAws.Region}.{service}").ToValueList(),
            },
            CancellationToken.None
        );
    }
}
