using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using EndpointHub.Aws.Sessions;
using EndpointHub.Results;
using EndpointHub.Topology;

namespace EndpointHub.Cmdlets.State;

/// <summary>
/// What one runspace remembers. A process may run many jobs (Azure Automation does), and one job's keys are none of another's; objects
/// that travel through pipelines, files and logs must not carry keys at all.
/// </summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    private readonly ConcurrentDictionary<Location, AwsSettings> _hubs = new();

    private readonly ConcurrentDictionary<string, byte> _hubNames = new(StringComparer.Ordinal);

    /// <summary>The names of the hubs that commands have returned here, in order.</summary>
    internal IEnumerable<string> HubNames => _hubNames.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>The state of the runspace whose pipeline thread asks.</summary>
    internal static RunspaceState Current => States.GetValue(Runspace.DefaultRunspace, static _ => new RunspaceState());

    /// <summary>Keeps the name of a hub that something is about, to complete it when it is typed.</summary>
    internal void Remember(object result)
    {
        if (((result as Hub)?.Name ?? (result as SpokeConnection)?.HubName) is { } name)
        {
            _hubNames[name] = 0;
        }
    }

    /// <summary>Keeps how a hub's side was reached, for later commands that are given the hub's object only.</summary>
    internal void Remember(Location hub, AwsSettings settings) => _hubs[hub] = settings;

    /// <summary>How a hub's side was reached in this runspace, or null.</summary>
    internal AwsSettings? Find(Location hub) => _hubs.TryGetValue(hub, out var settings) ? settings : null;
}
