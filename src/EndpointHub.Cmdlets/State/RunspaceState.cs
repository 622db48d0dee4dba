using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using EndpointHub.Aws.Sessions;
using EndpointHub.Results;
using EndpointHub.Topology;

namespace EndpointHub.Cmdlets.State;

/// <summary>
/// The state of one runspace. A process may run many jobs (as Azure Automation does), and a job must not get the keys of another. Objects
/// in pipelines, files and logs must not contain keys at all.
/// </summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    private readonly ConcurrentDictionary<Location, AwsSettings> _hubs = new();

    private readonly ConcurrentDictionary<string, byte> _hubNames = new(StringComparer.Ordinal);

    /// <summary>Gets the names of the hubs that commands in this runspace have returned, in order.</summary>
    internal IEnumerable<string> HubNames => _hubNames.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>Gets the state of the current runspace.</summary>
    internal static RunspaceState Current => States.GetValue(Runspace.DefaultRunspace, static _ => new RunspaceState());

    /// <summary>Stores the name of the hub of a result, for tab completion.</summary>
    internal void Remember(object result)
    {
        if (((result as Hub)?.Name ?? (result as SpokeConnection)?.HubName) is { } name)
        {
            _hubNames[name] = 0;
        }
    }

    /// <summary>Stores the settings that a hub was reached with, for later commands that get the hub's object only.</summary>
    internal void Remember(Location hub, AwsSettings settings) => _hubs[hub] = settings;

    /// <summary>Returns the settings that a hub was reached with in this runspace, or null.</summary>
    internal AwsSettings? Find(Location hub) => _hubs.TryGetValue(hub, out var settings) ? settings : null;
}
