using System.Collections;
using System.IO.Enumeration;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// The filters that an operation documents. A resource must match all filters, and at least one value of each. <c>*</c> and <c>?</c> are wildcards
/// unless a backslash precedes them. An unknown filter is an error, never ignored.
/// </summary>
internal sealed class FilterSet<T>(Func<T, IEnumerable<Tag>?>? tags = null) : IEnumerable<string>
{
    private readonly Dictionary<string, Func<T, IEnumerable<string?>>> _values = [];

    public void Add(string name, Func<T, string?> value) => _values.Add(name, i => [value(i)]);

    public void Add(string name, Func<T, bool?> value) => _values.Add(name, i => [value(i) == true ? "true" : "false"]);

    public void Add(string name, Func<T, IEnumerable<string?>?> values) => _values.Add(name, i => values(i) ?? []);

    public IEnumerator<string> GetEnumerator() => _values.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IEnumerable<T> Apply(IEnumerable<T> items, IEnumerable<Filter>? filters)
    {
        foreach (var filter in filters ?? [])
        {
            var read = Reader(filter.Name ?? throw AwsException.Missing("Filter.Name"));
            items = items.Where(i => read(i).Any(v => v is not null && filter.Values.Any(wanted => Matches(wanted, v)))).ToList();
        }

        return items;
    }

    private Func<T, IEnumerable<string?>> Reader(string name)
    {
        if (_values.TryGetValue(name, out var read))
            return read;
        if (tags is not null && name == "tag-key")
            return i => tags(i)?.Select(t => t.Key) ?? [];
        if (tags is not null && name == "tag-value")
            return i => tags(i)?.Select(t => t.Value) ?? [];
        if (tags is not null && name.StartsWith("tag:", StringComparison.Ordinal))
            return i => tags(i)?.Where(t => t.Key == name[4..]).Select(t => t.Value) ?? [];
        throw new AwsException("InvalidParameterValue", $"The filter '{name}' is invalid");
    }

    /// <summary>Matches text with EC2's wildcards, <c>*</c> and <c>?</c>; a backslash escapes them.</summary>
    private static bool Matches(string wanted, string value) =>
        wanted.AsSpan().IndexOfAny('*', '?', '\\') < 0 ? wanted == value : FileSystemName.MatchesSimpleExpression(wanted, value, ignoreCase: false);
}
