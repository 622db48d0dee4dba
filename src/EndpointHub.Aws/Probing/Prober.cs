using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using EndpointHub.Aws.Pacing;
using EndpointHub.Naming;
using EndpointHub.Probing;
using EndpointHub.Values;

namespace EndpointHub.Aws.Probing;

/// <summary>Probes names from the local machine: resolves them, connects to every address, and completes TLS with the service's name.</summary>
internal sealed class Prober(HostNetwork network, TimeProvider clock)
{
    // A connection within a Region takes milliseconds, and Linux repeats a lost SYN after one second and after three.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // An endpoint has one address in each Availability Zone.
    private const int MostAddresses = 64;

    public async Task<EndpointProbe> ProbeAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        try
        {
            var found = await WithinAsync(token => network.ResolveAsync(target.Name, token), cancellationToken);
            var addresses = await Task.WhenAll(
                found.Distinct().Take(MostAddresses).Select(address => ConnectAsync(address, target, cancellationToken)).ToArray()
            );
            return target.Found(addresses.OrderBy(address => address.Address, StringComparer.Ordinal).ToValueList(), unresolved: null) with
            {
                TakenAt = clock.GetUtcNow(),
            };
        }
        catch (Exception unresolved) when (unresolved is SocketException or TimeoutException or ArgumentException) // ArgumentException: the text is not a valid name.
        {
            return target.Found(ValueList<ProbedAddress>.Empty, Sentence(unresolved)) with { TakenAt = clock.GetUtcNow() };
        }
    }

    private async Task<ProbedAddress> ConnectAsync(IPAddress address, ProbeTarget target, CancellationToken cancellationToken)
    {
        ProbedAddress Result(ProbeOutcome outcome, Exception? reason = null) =>
            new(address.ToString(), outcome, reason is null ? null : Sentence(reason));
        var isConnected = false;
        try
        {
            await WithinAsync(
                async token =>
                {
                    using var stream = await network.ConnectAsync(address, target.Port, token);
                    isConnected = true;
                    if (ServicePorts.BeginsWithTls(target.Port))
                        await network.SecureAsync(stream, target.Name, token);
                    return true;
                },
                cancellationToken
            );
            return Result(ProbeOutcome.Served);
        }
        catch (TimeoutException)
        {
            return Result(isConnected ? ProbeOutcome.TlsFailed : ProbeOutcome.TimedOut);
        }
        catch (SocketException failed)
        {
            return Result(
                isConnected ? ProbeOutcome.TlsFailed
                    : failed.SocketErrorCode == SocketError.TimedOut ? ProbeOutcome.TimedOut
                    : ProbeOutcome.Refused,
                failed
            );
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException)
        {
            return Result(ProbeOutcome.TlsFailed, failed.InnerException as AuthenticationException ?? failed);
        }
    }

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = clock.DelayAsync(Timeout, timeout.Token);
        var working = work(timeout.Token);
        var isDone = await Task.WhenAny(working, waiting) == working;
        timeout.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return isDone ? await working : throw new TimeoutException(FormattableString.Invariant($"no answer within {Timeout.TotalSeconds} s."));
    }

    private static string Sentence(Exception failure) => failure.Message.TrimEnd('.') + ".";
}
