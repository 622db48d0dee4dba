namespace EndpointHub.Paths.Policies;

/// <summary>Whether something holds, where what is known may not tell. Ordered, so that "and" is the least and "or" the greatest.</summary>
internal enum Trilean
{
    No,
    Maybe,
    Yes,
}

internal static class Trileans
{
    public static Trilean Of(bool holds) => holds ? Trilean.Yes : Trilean.No;

    public static Trilean Not(this Trilean value) => Trilean.Yes - (int)value;

    public static Trilean And(this Trilean value, Trilean other) => value < other ? value : other;

    public static Trilean AnyOf<T>(this IEnumerable<T> items, Func<T, Trilean> holds) =>
        items.Aggregate(Trilean.No, (any, item) => holds(item) is var value && value > any ? value : any);

    public static Trilean AllOf<T>(this IEnumerable<T> items, Func<T, Trilean> holds) =>
        items.Aggregate(Trilean.Yes, (all, item) => all.And(holds(item)));
}
