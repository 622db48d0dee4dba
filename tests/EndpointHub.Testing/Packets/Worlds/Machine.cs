using System.Net;
using System.Net.Sockets;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Worlds;

/// <summary>A host or a router: a namespace, and what is to be set up in it.</summary>
internal sealed class Machine(bool isRouter) : IDisposable
{
    private readonly NetworkNamespace _namespace = NetworkNamespace.Create(forwards: isRouter);
    private readonly List<string> _ip = ["link set lo up"];
    private int _links;

    public string NamespacePath => _namespace.Path;

    /// <summary>The nftables rule set; empty lets everything pass.</summary>
    public string Rules { get; set; } = "";

    /// <summary>A name for one link more.</summary>
    public string NextLink(string prefix = "l") => $"{prefix}{_links++}";

    public void Ip(string line) => _ip.Add(line);

    public void SetUp()
    {
        RunIp(_ip);
        if (Rules.Length > 0)
            _namespace.Run("nft", ["-f", "-"], Rules);
    }

    /// <summary>Connects things that only the kernel sees from both ends.</summary>
    public void RunIp(IEnumerable<string> lines) => _namespace.Run("ip", ["-batch", "-"], string.Join("\n", lines) + "\n");

    public Socket Listen(Ipv4 address, int port) => _namespace.Inside(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(EndPointOf(address, port));
        socket.Listen(4096);
        return socket;
    });

    /// <summary>Sockets bound to addresses and ports of this machine, several of which may be the same.</summary>
    public IReadOnlyList<Socket> Bind(IEnumerable<(Ipv4 Address, int Port)> ends) => _namespace.Inside(() => ends.Select(end =>
    {
        // Closed with a reset, so that nothing of a probe lingers.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(enable: true, 0) };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        socket.Bind(EndPointOf(end.Address, end.Port));
        return socket;
    }).ToList());

    public static IPEndPoint EndPointOf(Ipv4 address, int port) => new(IPAddress.Parse(address.ToString()), port);

    public void Dispose() => _namespace.Dispose();
}
