using System.Collections;
using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>
/// The filters of a list operation. An item must match all filters, and one value of each filter exactly. Filter names are written like members, or
/// in capitals with underscores as in early versions (service model, Filter$Name); any other name is refused.
/// </summary>
internal sealed partial class ResolverFilters<T> : IEnumerable<string>
{
    private readonly Dictionary<string, Func<T, string?>> _values = [];

    public void Add(string name, Func<T, string?> value)
    {
        _values.Add(name, value);
        _values.TryAdd(WordEnd().Replace(name, "_").ToUpperInvariant(), value);
    }

    public IEnumerator<string> GetEnumerator() => _values.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IEnumerable<T> Apply(IEnumerable<T> items, IEnumerable<Filter> filters)
    {
        foreach (var filter in filters)
        {
            if (!_values.TryGetValue(filter.Name ?? "", out var value))
                throw new AwsException("InvalidParameterException", $"The filter '{filter.Name}' is invalid");
            if (filter.Values.Count == 0)
                throw new AwsException("InvalidParameterException", $"No values specified for filter {filter.Name}");
            items = items.Where(i => value(i) is { } has && filter.Values.Contains(has)).ToList();
        }

        return items;
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordEnd();
}
