using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace EndpointHub.Aws.Probing;

/// <summary>The network of the local machine: its resolver, its routes, and its trusted certificates.</summary>
internal sealed record HostNetwork
{
    /// <summary>
    /// Gets the function that resolves a name with the host's resolver. It throws a <see cref="SocketException"/> for a name without addresses.
    /// </summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<IPAddress>>> ResolveAsync { get; init; } =
        static async (name, cancellationToken) => await OrCancelledAsync(Dns.GetHostAddressesAsync(name), cancellationToken);

    /// <summary>Gets the function that opens a TCP connection. It throws a <see cref="SocketException"/> if it fails.</summary>
    public Func<IPAddress, int, CancellationToken, Task<Stream>> ConnectAsync { get; init; } =
        static async (address, port, cancellationToken) =>
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

    /// <summary>Gets the function that completes TLS for a name, with the certificates that the host trusts. It throws an <see
    /// cref="System.Security.Authentication.AuthenticationException"/>
    /// or an <see cref="IOException"/> if it fails.</summary>
    public Func<Stream, string, CancellationToken, Task> SecureAsync { get; init; } =
        static async (stream, name, cancellationToken) =>
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

    // .NET Framework's versions of these methods take no token. Abandoned work ends when its socket is disposed, and its exception is ignored.
    private static async Task<T> OrCancelledAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => cancelled.TrySetCanceled());
        var first = await Task.WhenAny(work, cancelled.Task);
        if (first != work)
        {
            _ = work.ContinueWith(
                static ended => ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
        }

        return await first;
    }
}
