using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>A snapshot prepared for many path tests: what each of them looks up stands by its key.</summary>
public sealed class PathIndex
{
    /// <summary>Prepares a snapshot.</summary>
    /// <param name="snapshot">The network.</param>
    public PathIndex(NetworkSnapshot snapshot) => Snapshot = snapshot;

    /// <summary>The network.</summary>
    public NetworkSnapshot Snapshot { get; }
}
