using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace EndpointHub.Aws.Probing;

/// <summary>The network of the machine that everything runs on: its own resolver, its own routes, its own trusted certificates.</summary>
internal sealed record HostNetwork
{
    /// <summary>The addresses that the host's resolver gives for a name. It throws a <see cref="SocketException"/> for a name without any.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<IPAddress>>> ResolveAsync { get; init; } = static async (name, cancellationToken) =>
        await OrCancelledAsync(Dns.GetHostAddressesAsync(name), cancellationToken);

    /// <summary>Opens a TCP connection. It throws a <see cref="SocketException"/> when it cannot.</summary>
    public Func<IPAddress, int, CancellationToken, Task<Stream>> ConnectAsync { get; init; } = static async (address, port, cancellationToken) =>
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await OrCancelledAsync(ConnectedAsync(socket, address, port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    };

    /// <summary>Completes TLS for a name, with the certificates that the host trusts. It throws an <see cref="System.Security.Authentication.AuthenticationException"/>
    /// or an <see cref="IOException"/> when it cannot.</summary>
    public Func<Stream, string, CancellationToken, Task> SecureAsync { get; init; } = static async (stream, name, cancellationToken) =>
    {
        using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        await OrCancelledAsync(AuthenticatedAsync(tls, name), cancellationToken);
    };

    private static async Task<bool> ConnectedAsync(Socket socket, IPAddress address, int port)
    {
        await socket.ConnectAsync(new IPEndPoint(address, port));
        return true;
    }

    private static async Task<bool> AuthenticatedAsync(SslStream tls, string name)
    {
        await tls.AuthenticateAsClientAsync(name);
        return true;
    }

    // .NET Framework's versions of these take no token. What goes on without us ends with its socket, and nobody looks at how.
    private static async Task<T> OrCancelledAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => cancelled.TrySetCanceled());
        var first = await Task.WhenAny(work, cancelled.Task);
        if (first != work)
            _ = work.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return await first;
    }
}
