using EndpointHub.Paths.Index;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>A network, and what is asked about it.</summary>
/// <param name="Network">The network.</param>
/// <param name="Questions">The questions; those about one spoke have the same workload groups.</param>
internal sealed record PacketLandscape(NetworkSnapshot Network, ValueList<PathQuestion> Questions)
{
    // Most companies' networks are in order, and the rest have a fault or two.
    private static readonly int[] Faults = [0, 0, 1, 1, 1, 1, 2, 2, 3];

    /// <summary>The landscape of a seed: a network that works, and some faults in it.</summary>
    public static PacketLandscape Of(int seed)
    {
        var draft = new Draft(new Random(seed));
        WorkingNetwork.Build(draft);
        for (var left = draft.Pick(Faults); left > 0; left--)
            PlantedFaults.Plant(draft);
        if (draft.Chance(2))
            Unreadable.AddIpv6(draft);
        return new PacketLandscape(draft.Network, draft.Questions.ToValueList());
    }
}
