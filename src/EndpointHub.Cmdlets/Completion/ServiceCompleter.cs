using EndpointHub.Naming;

namespace EndpointHub.Cmdlets.Completion;

/// <summary>Completes the short names of the AWS services in the built-in table.</summary>
public sealed class ServiceCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
        KnownServices.ShortNames.Select(name => (name, $"com.amazonaws.{typed["Region"] ?? "REGION"}.{name}"));
}
