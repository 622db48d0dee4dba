namespace EndpointHub.Cmdlets.Completion;

/// <summary>Offers the letters of Availability Zones. Which of them an account has, only AWS knows.</summary>
public sealed class ZoneCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(Typed typed) =>
        "abcdef".Select(letter => ($"{typed["Region"]}{letter}", $"Availability Zone {letter}"));
}
