namespace EndpointHub.Paths.Policies;

/// <summary>A three-valued truth value. The values are ordered, so that "and" is the minimum and "or" the maximum.</summary>
internal enum Certainty
{
    No,
    Maybe,
    Yes,
}

internal static class CertaintyLogic
{
    public static Certainty Of(bool holds) => holds ? Certainty.Yes : Certainty.No;

    public static Certainty Not(this Certainty value) => Certainty.Yes - (int)value;

    public static Certainty And(this Certainty value, Certainty other) => value < other ? value : other;

    public static Certainty AnyOf<T>(this IEnumerable<T> items, Func<T, Certainty> holds) =>
        items.Aggregate(Certainty.No, (any, item) => holds(item) is var value && value > any ? value : any);

    public static Certainty AllOf<T>(this IEnumerable<T> items, Func<T, Certainty> holds) =>
        items.Aggregate(Certainty.Yes, (all, item) => all.And(holds(item)));
}
