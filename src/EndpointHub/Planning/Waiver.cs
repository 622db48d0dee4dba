using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>A refusal that the operator allowed by its code.</summary>
/// <param name="Code">The code that was given to <c>-Allow</c>: that of the refusal, or of a finding that leaves a path Unknown.</param>
/// <param name="Subject">The service or the endpoint to which it applies.</param>
internal sealed record Waiver(string Code, string Subject)
{
    /// <summary>The codes of waivers.</summary>
    /// <param name="waivers">The waivers.</param>
    /// <returns>Every code once, in alphabetical order.</returns>
    public static ValueList<string> CodesOf(IEnumerable<Waiver> waivers) =>
        waivers.Select(waiver => waiver.Code).Distinct(StringComparer.Ordinal).OrderBy(code => code, StringComparer.Ordinal).ToValueList();
}
