namespace EndpointHub.Cmdlets.Completion;

/// <summary>Completes the letters of Availability Zones. The zones of an account would need an AWS call.</summary>
public sealed class ZoneCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
        "abcdef".Select(letter => ($"{typed["Region"]}{letter}", $"Availability Zone {letter}"));
}
