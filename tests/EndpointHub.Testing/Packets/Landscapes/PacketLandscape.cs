using EndpointHub.Paths.Index;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>A network and the paths to test.</summary>
/// <param name="Network">The network.</param>
/// <param name="Questions">The paths to test; those of one spoke have the same workload groups.</param>
internal sealed record PacketLandscape(NetworkSnapshot Network, ValueList<PathQuestion> Questions)
{
    // The possible numbers of faults, each with the same probability.
    private static readonly int[] Faults = [0, 0, 1, 1, 1, 1, 2, 2, 3];

    /// <summary>The landscape of a seed: a working network with some faults.</summary>
    public static PacketLandscape Of(int seed)
    {
        var builder = new LandscapeBuilder(new Random(seed));
        WorkingNetwork.Build(builder);
        for (var left = builder.Pick(Faults); left > 0; left--)
            InjectedFaults.Inject(builder);
        if (builder.Chance(2))
            UnreadableResources.AddIpv6(builder);
        return new PacketLandscape(builder.Network, builder.Questions.ToValueList());
    }
}
