using EndpointHub.Topology;

namespace EndpointHub.Paths.Index;

/// <summary>
/// A set of packets by remote address and destination port, from which the packets that a rule matches are removed. The result of rules for a whole
/// subnet and all ephemeral ports is therefore exact.
/// </summary>
internal sealed class PacketSet
{
    private readonly Block[] _blocks;

    private PacketSet(Block[] blocks) => _blocks = blocks;

    public static PacketSet Empty { get; } = new([]);

    public bool IsEmpty => _blocks.Length == 0;

    /// <summary>The number of packets, one for each address and port.</summary>
    public double Size => _blocks.Sum(block => ((double)block.Last - block.First + 1) * (block.LastPort - block.FirstPort + 1));

    public static PacketSet Of(Cidr addresses, PortRange ports) =>
        new([new Block(addresses.Network.Value, addresses.Last.Value, ports.From, ports.To)]);

    /// <summary>The intersection of this set with a range of addresses and ports.</summary>
    public PacketSet Within(Cidr addresses, PortRange ports) =>
        From(_blocks.Select(block => block.Within(addresses, ports)).Where(block => !block.IsEmpty));

    /// <summary>This set without a range of addresses and ports.</summary>
    public PacketSet Without(Cidr addresses, PortRange ports)
    {
        if (Array.TrueForAll(_blocks, block => block.Within(addresses, ports).IsEmpty))
            return this;
        return From(_blocks.SelectMany(block => block.Without(addresses, ports)));
    }

    /// <summary>The union of both sets, which must be disjoint.</summary>
    public PacketSet With(PacketSet other) =>
        IsEmpty ? other
        : other.IsEmpty ? this
        : new([.. _blocks, .. other._blocks]);

    /// <summary>True if the set contains a packet of these ports.</summary>
    public bool ContainsAny(PortRange ports) => Array.Exists(_blocks, block => block.FirstPort <= ports.To && ports.From <= block.LastPort);

    /// <summary>The distinct port ranges of the set, for messages.</summary>
    public string PortsText() =>
        string.Join(", ", _blocks.Select(block => new PortRange(block.FirstPort, block.LastPort)).Distinct().OrderBy(range => range.From));

    private static PacketSet From(IEnumerable<Block> blocks)
    {
        var kept = blocks.ToArray();
        return kept.Length == 0 ? Empty : new PacketSet(kept);
    }

    private readonly record struct Block(uint First, uint Last, int FirstPort, int LastPort)
    {
        public bool IsEmpty => First > Last || FirstPort > LastPort;

        public Block Within(Cidr addresses, PortRange ports) =>
            new(
                Math.Max(First, addresses.Network.Value),
                Math.Min(Last, addresses.Last.Value),
                Math.Max(FirstPort, ports.From),
                Math.Min(LastPort, ports.To)
            );

        /// <summary>The parts around the removed one: addresses below and above it, then ports below and above it.</summary>
        public IEnumerable<Block> Without(Cidr addresses, PortRange ports)
        {
            var taken = Within(addresses, ports);
            if (taken.IsEmpty)
            {
                yield return this;
                yield break;
            }

            if (First < taken.First)
            {
                yield return this with
                {
                    Last = taken.First - 1,
                };
            }

            if (taken.Last < Last)
            {
                yield return this with
                {
                    First = taken.Last + 1,
                };
            }

            if (FirstPort < taken.FirstPort)
            {
                yield return taken with
                {
                    FirstPort = FirstPort,
                    LastPort = taken.FirstPort - 1,
                };
            }

            if (taken.LastPort < LastPort)
            {
                yield return taken with
                {
                    FirstPort = taken.LastPort + 1,
                    LastPort = LastPort,
                };
            }
        }
    }
}
