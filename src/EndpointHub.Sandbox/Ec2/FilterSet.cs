using System.Collections;
using System.Text;
using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// The filters that an operation documents. All filters must match, of a filter's values any; <c>*</c> and <c>?</c> are wildcards,
/// a backslash takes their meaning away. An unknown filter is an error, never ignored.
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
            Regex[] patterns = [.. (filter.Values ?? []).Select(Pattern)];
            items = items.Where(i => read(i).Any(v => v is not null && patterns.Any(p => p.IsMatch(v)))).ToList();
        }

        return items;
    }

    private Func<T, IEnumerable<string?>> Reader(string name)
    {
        if (_values.TryGetValue(name, out var read)) return read;
        if (tags is not null && name == "tag-key") return i => tags(i)?.Select(t => t.Key) ?? [];
        if (tags is not null && name == "tag-value") return i => tags(i)?.Select(t => t.Value) ?? [];
        if (tags is not null && name.StartsWith("tag:", StringComparison.Ordinal))
            return i => tags(i)?.Where(t => t.Key == name[4..]).Select(t => t.Value) ?? [];
        throw new AwsException("InvalidParameterValue", $"The filter '{name}' is invalid");
    }

    private static Regex Pattern(string value)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length) pattern.Append(Regex.Escape(value[++i].ToString()));
            else pattern.Append(value[i] switch { '*' => ".*", '?' => ".", var c => Regex.Escape(c.ToString()) });
        }

        // Non-backtracking: the pattern is the caller's.
        return new(pattern.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
    }
}
