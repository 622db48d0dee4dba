namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>The links between machines. One process creates all of them before any machine is configured.</summary>
internal sealed class NetworkLinks
{
    private readonly List<string> _links = [];
    private int _pointToPoint;

    public void Bridge(Machine machine, string name) => _links.Add($"link add {name} netns {machine.NamespacePath} type bridge");

    /// <summary>A link without addresses.</summary>
    public void Cable(Machine machine, string name, Machine other, string otherName) =>
        _links.Add($"link add {name} netns {machine.NamespacePath} type veth peer name {otherName} netns {other.NamespacePath}");

    /// <summary>A link between routers with an address at each end.</summary>
    /// <returns>The arguments of <c>ip route</c> for using the link, for each end.</returns>
    public (NextHop There, NextHop Back) Join(Machine machine, Machine other, string prefix = "l")
    {
        var (name, otherName) = (machine.NextLink(prefix), other.NextLink(prefix));
        Cable(machine, name, other, otherName);
        var (high, low) = (_pointToPoint / 64, _pointToPoint % 64 * 4);
        _pointToPoint++;
        var (near, far) = ($"169.254.{high}.{low + 1}", $"169.254.{high}.{low + 2}");
        Address(machine, name, near);
        Address(other, otherName, far);
        return (new NextHop(name, $"via {far} dev {name} onlink"), new NextHop(otherName, $"via {near} dev {otherName} onlink"));
    }

    public void SetUp(Machine any) => any.RunIp(_links);

    private static void Address(Machine machine, string link, string address)
    {
        machine.Ip($"addr add {address}/30 dev {link}");
        machine.Ip($"link set {link} up");
    }
}

/// <summary>A next hop of a router.</summary>
/// <param name="Link">The link.</param>
/// <param name="Hop">The arguments after the destination in <c>ip route</c>.</param>
internal sealed record NextHop(string Link, string Hop);
