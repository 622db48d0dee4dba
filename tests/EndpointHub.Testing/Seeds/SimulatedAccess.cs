using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Seeds;

/// <summary>How a run reaches the simulated AWS: the product over the slow wire, the judge without delay.</summary>
internal static class SimulatedAccess
{
    public static Task<AwsAccess> ProductAsync(SimulatedAws aws) =>
        AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, aws.Slow, pacer: null, CancellationToken.None);

    /// <summary>Everything of the landscape as the product's own reader sees it.</summary>
    public static async Task<NetworkSnapshot> SnapshotAsync(SimulatedAws aws, SeededLandscape landscape)
    {
        using var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, aws.Direct, pacer: null, CancellationToken.None);
        var here = new Location(SimulatedAws.Account, SimulatedAws.Region);
        return await access.Reader.ReadAsync(
            new SnapshotScope
            {
                Vpcs = landscape.Spokes.Select(spoke => spoke.VpcId).Prepend(landscape.HubVpcId).Select(id => new ScopedVpc(id, here)).ToValueList(),
                HubVpcIds = ValueList.Of(landscape.HubVpcId),
                ServiceNames = landscape.Services.Select(service => $"com.amazonaws.{SimulatedAws.Region}.{service}").ToValueList(),
            },
            CancellationToken.None);
    }
}
