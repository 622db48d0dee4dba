using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Copies an argument into the types that JSON has. ConvertTo-Json reads every property of every object, and those of a script block, a type or a
/// process lead to most of the objects of the session: it runs for minutes. The copy holds only dictionaries, arrays and scalars, so it is always
/// written at once.
/// </summary>
internal sealed class JsonValue
{
    /// <summary>The deepest nesting that is copied. IAM policies have about six levels.</summary>
    internal const int MaxDepth = 20;

    /// <summary>The most values that are copied. The largest policy of AWS has 32 KB.</summary>
    internal const int MaxCount = 50_000;

    private int _count;

    private JsonValue() { }

    /// <summary>Copies a value.</summary>
    /// <param name="value">The value: a scalar, a dictionary, a list, a PSCustomObject or an object of a PowerShell class.</param>
    /// <param name="copy">The copy.</param>
    /// <returns>False for a value that JSON does not have, is nested too deeply or is too large.</returns>
    internal static bool TryCopy(object? value, out object? copy) => new JsonValue().TryCopy(value, 0, out copy);

    private bool TryCopy(object? value, int depth, out object? copy)
    {
        copy = null;
        if (depth > MaxDepth || ++_count > MaxCount)
            return false;

        var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (bare)
        {
            case null:
                return true;
            case string
            or bool
            or byte
            or sbyte
            or short
            or ushort
            or int
            or uint
            or long
            or ulong
            or float
            or double
            or decimal
            or BigInteger
            or DateTime
            or DateTimeOffset:
                copy = bare;
                return true;
            case IDictionary table:
                return TryCopyMembers(
                    table.Cast<DictionaryEntry>().Select(entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value)),
                    depth,
                    out copy
                );
            case IList list:
                return TryCopyItems(list, depth, out copy);
            case PSCustomObject:
                return TryCopyMembers(
                    ((PSObject)value!).Properties.OfType<PSNoteProperty>().Select(property => (property.Name, (object?)property.Value)),
                    depth,
                    out copy
                );
            default:
                // A PowerShell class is compiled into an assembly in memory. Its properties are fields that the script declared.
                return bare.GetType().Assembly.IsDynamic
                    && TryCopyMembers(
                        PSObject.AsPSObject(bare).Properties.OfType<PSProperty>().Select(property => (property.Name, (object?)property.Value)),
                        depth,
                        out copy
                    );
        }
    }

    private bool TryCopyMembers(IEnumerable<(string Name, object? Value)> members, int depth, out object? copy)
    {
        copy = null;
        var copies = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            if (!TryCopy(value, depth + 1, out var member))
                return false;
            copies[name] = member;
        }

        copy = copies;
        return true;
    }

    private bool TryCopyItems(IList items, int depth, out object? copy)
    {
        copy = null;
        if (items.Count > MaxCount)
            return false;
        var copies = new object?[items.Count];
        for (var i = 0; i < copies.Length; i++)
        {
            if (!TryCopy(items[i], depth + 1, out copies[i]))
                return false;
        }

        copy = copies;
        return true;
    }
}
