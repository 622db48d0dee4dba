using System.Globalization;

namespace EndpointHub.Sandbox.Wire;

/// <summary>
/// The fields of a request as a tree, for all protocols: form fields split at their dots, XML elements, or JSON members. It records which fields
/// were read, so that fields unknown to the model are refused instead of ignored.
/// </summary>
internal sealed class WireNode(string name, string path)
{
    /// <summary>The maximum nesting: deeper than any modelled request, and a protection against stack overflow by hostile requests.</summary>
    internal const int MaxDepth = 24;

    private readonly List<WireNode> _children = [];
    private readonly Dictionary<string, WireNode> _firstByName = new(StringComparer.Ordinal);
    private bool _isRead;

    public string Name { get; } = name;

    /// <summary>The full name as in the request, for example <c>Filter.1.Name</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The text of the field; null if it has only child fields.</summary>
    public string? Text { get; internal set; }

    internal static WireNode Root() => new("", "");

    internal WireNode Add(string name)
    {
        var child = new WireNode(name, Path.Length == 0 ? name : $"{Path}.{name}");
        _children.Add(child);
        _firstByName.TryAdd(name, child);
        return child;
    }

    internal WireNode GetOrAdd(string name) => _firstByName.GetValueOrDefault(name) ?? Add(name);

    internal WireNode? Child(string name) => _firstByName.GetValueOrDefault(name);

    /// <summary>The fields that were not read.</summary>
    internal IEnumerable<string> Unread() =>
        (Text is not null && !_isRead ? [Path] : Enumerable.Empty<string>()).Concat(_children.SelectMany(static child => child.Unread()));

    /// <summary>All fields with their text, in the order of the request.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Fields() =>
        (Text is null ? [] : new[] { KeyValuePair.Create(Path, Text) }).Concat(_children.SelectMany(static child => child.Fields()));

    internal string? String(string name, bool required = false) => Find(name, required)?.AsString();

    internal string? Enum(string name, string[] values, bool required = false) => Find(name, required)?.AsEnum(values);

    internal int? Integer(string name, bool required = false) => Find(name, required)?.AsInteger();

    internal long? Long(string name, bool required = false) => Find(name, required)?.AsLong();

    internal bool? Boolean(string name, bool required = false) => Find(name, required)?.AsBoolean();

    internal DateTimeOffset? Timestamp(string name, bool required = false) => Find(name, required)?.AsTimestamp();

    internal T? Structure<T>(string name, Func<WireNode, T> read, bool required = false)
        where T : class => Find(name, required)?.AsStructure(read);

    /// <summary>Reads a list of EC2's protocol: <c>SubnetId.1</c>, <c>SubnetId.2</c>.</summary>
    internal List<T> IndexedList<T>(string name, Func<WireNode, T> read, bool required = false) =>
        Items(name, Child(name)?.Indexed(), read, required);

    /// <summary>Reads a list of the query protocol: <c>Tags.member.1</c>.</summary>
    internal List<T> MemberList<T>(string name, Func<WireNode, T> read, bool required = false) =>
        Items(name, Child(name)?.Child("member")?.Indexed(), read, required);

    /// <summary>Reads a list of XML elements: <c>&lt;Changes&gt;&lt;Change/&gt;&lt;/Changes&gt;</c>.</summary>
    internal List<T> ElementList<T>(string name, string itemName, Func<WireNode, T> read, bool required = false) =>
        Items(name, Child(name)?._children.Where(child => child.Name == itemName), read, required);

    internal string AsString()
    {
        _isRead = true;
        return Text ?? throw WireFormatException.Invalid(Path, "");
    }

    internal string AsEnum(string[] values)
    {
        var value = AsString();
        return values.Contains(value, StringComparer.Ordinal) ? value : throw WireFormatException.Invalid(Path, value);
    }

    internal int AsInteger() =>
        int.TryParse(AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw WireFormatException.Invalid(Path, AsString());

    internal long AsLong() =>
        long.TryParse(AsString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw WireFormatException.Invalid(Path, AsString());

    internal bool AsBoolean() => bool.TryParse(AsString(), out var value) ? value : throw WireFormatException.Invalid(Path, AsString());

    internal DateTimeOffset AsTimestamp() =>
        DateTimeOffset.TryParse(
            AsString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw WireFormatException.Invalid(Path, AsString());

    private T AsStructure<T>(Func<WireNode, T> read)
    {
        AcceptEmpty();
        return read(this);
    }

    private WireNode? Find(string name, bool required) =>
        Child(name) ?? (required ? throw WireFormatException.Missing(Path.Length == 0 ? name : $"{Path}.{name}") : null);

    private List<T> Items<T>(string name, IEnumerable<WireNode>? nodes, Func<WireNode, T> read, bool required)
    {
        Child(name)?.AcceptEmpty();
        List<T> items = [];
        foreach (var node in nodes ?? [])
        {
            node.AcceptEmpty();
            items.Add(read(node));
        }

        return required && items.Count == 0 && Child(name) is null
            ? throw WireFormatException.Missing(Path.Length == 0 ? name : $"{Path}.{name}")
            : items;
    }

    /// <summary>The children with a number as name, in the order of the numbers. Other children stay unread and are reported as unknown.</summary>
    private IEnumerable<WireNode> Indexed() =>
        _children
            .Select(static child =>
                (Node: child, Index: int.TryParse(child.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1)
            )
            .Where(static item => item.Index >= 0)
            .OrderBy(static item => item.Index)
            .Select(static item => item.Node);

    /// <summary>Accepts an empty element (or a field with an empty value), which represents an empty list or structure.</summary>
    private void AcceptEmpty() => _isRead |= string.IsNullOrWhiteSpace(Text);
}
