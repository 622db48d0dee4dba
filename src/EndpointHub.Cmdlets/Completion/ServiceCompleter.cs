using EndpointHub.Naming;

namespace EndpointHub.Cmdlets.Completion;

/// <summary>Offers the short names of the services that AWS is known for.</summary>
public sealed class ServiceCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
        KnownServices.ShortNames.Select(name => (name, $"com.amazonaws.{typed["Region"] ?? "REGION"}.{name}"));
}
