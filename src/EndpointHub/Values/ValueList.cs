using System.Collections;

namespace EndpointHub.Values;

/// <summary>
/// An immutable list with value equality, so that records with lists have value equality too:
/// a predicted network can be compared with the one that was read.
/// </summary>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;

    private ValueList(T[] items) => _items = items;

    /// <summary>The empty list.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>Copies the items.</summary>
    /// <param name="items">The items in their order.</param>
    /// <returns>The list.</returns>
    public static ValueList<T> From(IEnumerable<T> items)
    {
        if (items is ValueList<T> already)
            return already;

        var copy = items.ToArray();
        return copy.Length == 0 ? Empty : new ValueList<T>(copy);
    }

    /// <summary>A copy with one more item at the end.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The longer list.</returns>
    public ValueList<T> With(T item) => new([.. _items, item]);

    /// <summary>A copy without the items that meet a condition.</summary>
    /// <param name="condition">The condition for items to leave out.</param>
    /// <returns>The shorter list.</returns>
    public ValueList<T> Without(Func<T, bool> condition) => From(_items.Where(item => !condition(item)));

    /// <summary>A copy with every item changed.</summary>
    /// <param name="change">The change.</param>
    /// <returns>A list of the same length.</returns>
    public ValueList<T> Each(Func<T, T> change) => From(_items.Select(change));

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = _items.Length;
        foreach (var item in _items)
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        return hash;
    }

    /// <summary>The items, separated by commas.</summary>
    /// <returns>The text for display.</returns>
    public override string ToString() => string.Join(", ", _items);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Creates value lists.</summary>
public static class ValueList
{
    /// <summary>Creates a list from items.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The items in their order.</param>
    /// <returns>The list.</returns>
    public static ValueList<T> Of<T>(params T[] items) => ValueList<T>.From(items);

    /// <summary>Copies a sequence.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The items in their order.</param>
    /// <returns>The list.</returns>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) => ValueList<T>.From(items);
}
