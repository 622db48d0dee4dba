using System.Collections;
using System.Globalization;
using System.Management.Automation;
using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Reads the hashtable of <c>-Tag</c>.</summary>
internal static class TagTable
{
    /// <summary>Returns the tags, ordered by key.</summary>
    /// <exception cref="EndpointHubException">TagRefused: a value is not text, for example a variable that is not set.</exception>
    internal static ValueList<Tag> Read(Hashtable? table) =>
        table is null
            ? ValueList<Tag>.Empty
            : table.Cast<DictionaryEntry>().Select(ReadTag).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToValueList();

    private static Tag ReadTag(DictionaryEntry entry)
    {
        var key = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
        return (entry.Value is PSObject carrier ? carrier.BaseObject : entry.Value) switch
        {
            null => throw new EndpointHubException(Problems.TagRefused(key, "has no value. For an empty value, give ''.")),
            (IConvertible or Guid) and var value => new Tag(key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
            var other => throw new EndpointHubException(Problems.TagRefused(key, $"has a {other.GetType().Name} as its value, which is not text.")),
        };
    }
}
