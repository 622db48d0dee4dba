using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EndpointHub.Aws.Probing;
using EndpointHub.Probing;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Probing;

/// <summary>Real sockets and TLS on this machine. Only the names are resolved by the test.</summary>
public sealed class ProberTests
{
    private const string Service = "com.amazonaws.ap-northeast-1.kms";
    private const string Name = "kms.ap-northeast-1.amazonaws.com";

    [Fact]
    public async Task A_server_with_the_certificate_of_the_service_is_reachable()
    {
        using var server = new TlsServer(Name);
        var probe = await ProbeAsync(server.Port, Network(trusted: server.Certificate));

        Assert.Equal(ProbeOutcome.Served, Assert.Single(probe.Addresses).Outcome);
        // The address belongs to this machine and not to an endpoint.
        Assert.Equal((PathVerdict.Unreachable, true), (probe.Verdict, probe.Reason!.Contains("is a loopback address", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_untrusted_certificate_fails_the_probe()
    {
        using var server = new TlsServer(Name);
        Assert.Equal(ProbeOutcome.TlsFailed, Assert.Single((await ProbeAsync(server.Port, Network(trusted: null))).Addresses).Outcome);
    }

    [Fact]
    public async Task A_trusted_certificate_for_another_name_fails_the_probe()
    {
        using var server = new TlsServer("sts.ap-northeast-1.amazonaws.com");
        Assert.Equal(ProbeOutcome.TlsFailed, Assert.Single((await ProbeAsync(server.Port, Network(trusted: server.Certificate))).Addresses).Outcome);
    }

    [Fact]
    public async Task A_port_without_a_listener_is_refused()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var probe = await ProbeAsync(((IPEndPoint)closed.LocalEndPoint!).Port, Network(trusted: null));

        Assert.Equal(ProbeOutcome.Refused, Assert.Single(probe.Addresses).Outcome);
        Assert.Equal(PathVerdict.Unreachable, probe.Verdict);
    }

    [Fact]
    public void Dropped_packets_time_out_at_the_configured_limit()
    {
        var clock = new VirtualClock();
        Pump.Run(
            clock,
            async () =>
            {
                var began = clock.GetUtcNow();
                var silent = Network(trusted: null) with { ConnectAsync = static (_, _, cancellationToken) => Never<Stream>(cancellationToken) };
                var probe = await new Prober(silent, clock).ProbeAsync(new ProbeTarget(Service, Name, 443, Path: null), CancellationToken.None);

                Assert.Equal(ProbeOutcome.TimedOut, Assert.Single(probe.Addresses).Outcome);
                Assert.Equal(TimeSpan.FromSeconds(5), clock.GetUtcNow() - began);
            }
        );
    }

    [Fact]
    public async Task A_server_without_a_tls_response_fails_the_probe()
    {
        using var mute = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        mute.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        mute.Listen();
        var closing = HangUpAsync(mute);
        var probe = await ProbeAsync(((IPEndPoint)mute.LocalEndPoint!).Port, Network(trusted: null));

        await closing;
        Assert.Equal(ProbeOutcome.TlsFailed, Assert.Single(probe.Addresses).Outcome);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_has_no_address()
    {
        var probe = await ProbeAsync(1, new HostNetwork { ResolveAsync = static (_, _) => throw new SocketException((int)SocketError.HostNotFound) });

        Assert.Empty(probe.Addresses);
        Assert.Equal(PathVerdict.Unreachable, probe.Verdict);
        Assert.StartsWith("The name did not resolve to an address: ", probe.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_name_has_no_address()
    {
        var target = new ProbeTarget(Service, new string('x', 300), 443, Path: null);
        var probe = await new Prober(new HostNetwork(), TimeProvider.System).ProbeAsync(target, TestContext.Current.CancellationToken);

        Assert.Equal(PathVerdict.Unreachable, probe.Verdict);
        Assert.StartsWith("The name did not resolve to an address: ", probe.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_cancels_a_waiting_probe()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new Prober(
            new HostNetwork { ResolveAsync = static (_, cancellationToken) => Never<IReadOnlyList<IPAddress>>(cancellationToken) },
            TimeProvider.System
        ).ProbeAsync(new ProbeTarget(Service, Name, 443, Path: null), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static Task<EndpointProbe> ProbeAsync(int port, HostNetwork network) =>
        new Prober(network, TimeProvider.System).ProbeAsync(new ProbeTarget(Service, Name, port, Path: null), TestContext.Current.CancellationToken);

    private static HostNetwork Network(X509Certificate2? trusted) =>
        trusted is null
            ? new HostNetwork { ResolveAsync = static (_, _) => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback]) }
            : new HostNetwork
            {
                ResolveAsync = static (_, _) => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback]),
                // The check of the host with one additional root certificate.
                SecureAsync = async (stream, name, cancellationToken) =>
                {
                    await using var tls = new SslStream(
                        stream,
                        leaveInnerStreamOpen: true,
                        (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
                    );
                    await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = name }, cancellationToken);
                },
            };

    private static async Task HangUpAsync(Socket listener)
    {
        using var client = await listener.AcceptAsync();
    }

    private static async Task<T> Never<T>(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<T>();
        await using var registration = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return await never.Task;
    }

    /// <summary>Accepts one connection and presents a certificate.</summary>
    private sealed class TlsServer : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Task _serving;

        public TlsServer(string name)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            Certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _socket.Listen();
            _serving = ServeAsync();
        }

        public X509Certificate2 Certificate { get; }

        public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

        public void Dispose()
        {
            _socket.Dispose();
            Certificate.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                await using var stream = new NetworkStream(await _socket.AcceptAsync(), ownsSocket: true);
                await using var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(Certificate);
            }
            catch (Exception ended)
                when (ended is IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // A client that refuses the certificate closes the connection.
            }
        }
    }
}
