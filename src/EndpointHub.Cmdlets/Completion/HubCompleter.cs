using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Cmdlets.State;

namespace EndpointHub.Cmdlets.Completion;

/// <summary>Completes the names of the hubs that commands in this runspace have returned. Other hubs would need an AWS call.</summary>
public sealed class HubCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
        RunspaceState.Current.HubNames.Select(name => (name, $"Hub {name}"));
}
