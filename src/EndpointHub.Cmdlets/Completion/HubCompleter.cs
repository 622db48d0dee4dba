using EndpointHub.Cmdlets.Pipeline;
using EndpointHub.Cmdlets.State;

namespace EndpointHub.Cmdlets.Completion;

/// <summary>Offers the names of the hubs that this runspace has seen. Which others there are, only AWS knows.</summary>
public sealed class HubCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
        RunspaceState.Current.HubNames.Select(name => (name, $"Hub {name}"));
}
