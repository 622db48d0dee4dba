using System.Net;
using System.Net.Sockets;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>A host or a router: a network namespace and its configuration.</summary>
internal sealed class Machine(bool isRouter) : IDisposable
{
    private readonly NetworkNamespace _namespace = NetworkNamespace.Create(forwards: isRouter);
    private readonly List<string> _ip = ["link set lo up"];
    private int _links;

    public string NamespacePath => _namespace.Path;

    /// <summary>The nftables rule set; an empty one allows everything.</summary>
    public string Rules { get; set; } = "";

    /// <summary>A name for a further link.</summary>
    public string NextLink(string prefix = "l") => $"{prefix}{_links++}";

    public void Ip(string line) => _ip.Add(line);

    public void SetUp()
    {
        RunIp(_ip);
        if (Rules.Length > 0)
            _namespace.Run("nft", ["-f", "-"], Rules);
    }

    /// <summary>Runs lines of <c>ip -batch</c>.</summary>
    public void RunIp(IEnumerable<string> lines) => _namespace.Run("ip", ["-batch", "-"], string.Join("\n", lines) + "\n");

    public Socket Listen(Ipv4 address, int port) =>
        _namespace.Inside(() =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(EndPointOf(address, port));
            socket.Listen(4096);
            return socket;
        });

    /// <summary>Sockets bound to addresses and ports of this machine. Several may have the same address and port.</summary>
    public IReadOnlyList<Socket> Bind(IEnumerable<(Ipv4 Address, int Port)> ends) =>
        _namespace.Inside(() =>
            ends.Select(end =>
                {
                    // Closing with a reset leaves no connection state behind.
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                    {
                        LingerState = new LingerOption(enable: true, 0),
                    };
                    socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
                    socket.Bind(EndPointOf(end.Address, end.Port));
                    return socket;
                })
                .ToList()
        );

    public static IPEndPoint EndPointOf(Ipv4 address, int port) => new(IPAddress.Parse(address.ToString()), port);

    public void Dispose() => _namespace.Dispose();
}
