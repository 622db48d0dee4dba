using System.Net;
using System.Net.Sockets;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>One connection attempt.</summary>
internal sealed record Probe(string SubnetId, Ipv4 From, int FromPort, Ipv4 To, int Port)
{
    public override string ToString() => $"{From}:{FromPort} -> {To}:{Port}";
}

/// <summary>Tries connections in parallel.</summary>
internal static class Prober
{
    /// <summary>Tries connections and returns for each the id of the listener that accepted it, or null.</summary>
    /// <param name="emulation">The emulated network.</param>
    /// <param name="probes">The connections, each with a unique combination of addresses and ports.</param>
    /// <param name="deadline">The time limit of a connection.</param>
    public static async Task<IReadOnlyDictionary<Probe, string?>> TryAsync(EmulatedNetwork emulation, IReadOnlyList<Probe> probes, TimeSpan deadline)
    {
        var bound = probes
            .GroupBy(probe => probe.SubnetId, StringComparer.Ordinal)
            .SelectMany(group => group.Zip(emulation.Bind(group.Key, group.Select(probe => (probe.From, probe.FromPort)))))
            .ToList();
        try
        {
            // Time runs once all are on their nextHop.
            using var end = new CancellationTokenSource();
            var connecting = bound.ConvertAll(pair => ConnectsAsync(pair.Second, pair.First, end.Token));
            end.CancelAfter(deadline);
            var connected = await Task.WhenAll(connecting);
            var expected = bound.Where((_, i) => connected[i]).Select(pair => pair.First).ToHashSet();
            var reached = Accepted(emulation, expected);
            return probes.ToDictionary(probe => probe, probe => expected.Contains(probe) ? reached.GetValueOrDefault(Key(probe)) : null);
        }
        finally
        {
            bound.ForEach(pair => pair.Second.Dispose());
        }
    }

    private static async Task<bool> ConnectsAsync(Socket socket, Probe probe, CancellationToken end)
    {
        try
        {
            await socket.ConnectAsync(Machine.EndPointOf(probe.To, probe.Port), end);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The listener that accepted each client: several hosts may have the same address.</summary>
    private static Dictionary<(IPEndPoint, IPEndPoint), string> Accepted(EmulatedNetwork emulation, HashSet<Probe> expected)
    {
        var missing = expected.Select(Key).ToHashSet();
        var accepted = new Dictionary<(IPEndPoint, IPEndPoint), string>();
        foreach (var listener in emulation.Listeners)
        {
            // The last packet of a handshake may still be on its nextHop.
            while (listener.Socket.Poll(TimeSpan.FromMilliseconds(missing.Any(key => IsFor(listener, key.Item2)) ? 20 : 0), SelectMode.SelectRead))
            {
                using var connection = listener.Socket.Accept();
                var key = ((IPEndPoint)connection.RemoteEndPoint!, (IPEndPoint)connection.LocalEndPoint!);
                accepted[key] = listener.Id;
                missing.Remove(key);
            }
        }

        return accepted;
    }

    private static bool IsFor(Listener listener, IPEndPoint place) =>
        place.Port == listener.Port && (listener.Address == default || place.Equals(Machine.EndPointOf(listener.Address, listener.Port)));

    private static (IPEndPoint, IPEndPoint) Key(Probe probe) =>
        (Machine.EndPointOf(probe.From, probe.FromPort), Machine.EndPointOf(probe.To, probe.Port));
}
