using EndpointHub.Errors;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Values;

namespace EndpointHub.Intents;

/// <summary>
/// The codes by which an operator allows what would be refused, for each kind of change. A finding that leaves a path Unknown can be checked by
/// other means. One that fails it must be corrected.
/// </summary>
internal static class WaivableCodes
{
    private static readonly string[] OpenFindings = [.. FindingNature.CodesWith(FindingEffect.Unsettles).Select(code => code.ToString())];

    /// <summary>The codes for a cut-over.</summary>
    public static ValueList<string> OfCutover { get; } =
        With(nameof(Problems.PathNotProven), nameof(Problems.PortsUnknown), nameof(Problems.HiddenNames));

    /// <summary>The codes for the reversal of a cut-over.</summary>
    public static ValueList<string> OfReturn { get; } = With(nameof(Problems.NoEndpointToReturnTo), nameof(Problems.OwnPathNotProven));

    /// <summary>The codes for the deletion of what a hub has twice: what may refer to an endpoint and was not read. No path depends on it.</summary>
    public static ValueList<string> OfDuplicates { get; } =
        ValueList.Of(
            nameof(Problems.ProfileUnread),
            nameof(Problems.RecordsUnread),
            nameof(Problems.TrafficUnknown),
            nameof(Problems.ZoneListUnread)
        );

    /// <summary>The codes for a removal. The path to the hub has to be proven, except for findings that leave it Unknown.</summary>
    public static ValueList<string> OfRemoval { get; } = With([.. OfDuplicates]);

    private static ValueList<string> With(params string[] refusals) => refusals.Concat(OpenFindings).ToValueList();
}
