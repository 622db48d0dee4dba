using System.Reflection;

namespace EndpointHub.Paths.Verdicts;

/// <summary>The layer and the effect of a finding code.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class FindingNatureAttribute(PathLayer layer, FindingEffect effect) : Attribute
{
    public PathLayer Layer { get; } = layer;

    public FindingEffect Effect { get; } = effect;
}

internal static class FindingNature
{
    private static readonly Dictionary<FindingCode, FindingNatureAttribute> Natures = typeof(FindingCode)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => (FindingCode)field.GetValue(null)!, field => field.GetCustomAttribute<FindingNatureAttribute>()!);

    public static FindingNatureAttribute Of(FindingCode code) => Natures[code];

    /// <summary>The codes with an effect, in the order of their declaration.</summary>
    public static IEnumerable<FindingCode> CodesWith(FindingEffect effect) =>
        Natures.Where(nature => nature.Value.Effect == effect).Select(nature => nature.Key).OrderBy(code => code);
}
