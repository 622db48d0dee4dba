using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.State;

/// <summary>
/// The tags of all resources in one network. A resource's wire shape refers to the same list instance, so that every description shows tags that
/// are set later.
/// </summary>
internal sealed class TagStore
{
    private const int PerResource = 50;
    private readonly OrderedDictionary<string, List<Tag>> _tags = [];

    public IEnumerable<(string Id, Tag Tag)> All => _tags.SelectMany(t => t.Value.Select(tag => (t.Key, tag)));

    public List<Tag> Of(string id)
    {
        if (!_tags.TryGetValue(id, out var tags))
            _tags.Add(id, tags = []);
        return tags;
    }

    /// <summary>Stores the tags given at creation; <paramref name="type"/> is the only resource type that the call can tag.</summary>
    public List<Tag> Born(string id, string type, IEnumerable<TagSpecification>? specifications)
    {
        var tags = Check(type, specifications);
        Set(id, tags);
        return Of(id);
    }

    /// <summary>Validates the tags before a resource is created.</summary>
    public static List<Tag> Check(string type, IEnumerable<TagSpecification>? specifications)
    {
        foreach (var specification in specifications ?? [])
        {
            if (specification.ResourceType != type)
            {
                throw new AwsException(
                    "InvalidParameterValue",
                    $"'{specification.ResourceType}' is not a valid taggable resource type for this operation."
                );
            }
        }

        var tags = (specifications ?? []).SelectMany(s => s.Tags ?? []).ToList();
        CheckCanHold("the resource", [], tags);
        return tags;
    }

    /// <exception cref="AwsException">One of the tags is not allowed, or the resource would have too many.</exception>
    public void CheckCanSet(string id, IReadOnlyCollection<Tag> tags) => CheckCanHold(id, _tags.GetValueOrDefault(id, []), tags);

    public void Set(string id, IEnumerable<Tag> tags)
    {
        var present = Of(id);
        foreach (var tag in tags)
        {
            present.RemoveAll(t => t.Key == tag.Key);
            present.Add(new Tag { Key = tag.Key, Value = tag.Value ?? "" });
        }
    }

    /// <summary>Removes tags. A tag given without a value is removed whatever its value is; without any tag, all are removed.</summary>
    public void Unset(string id, IReadOnlyCollection<Tag>? tags) =>
        Of(id).RemoveAll(p => tags is null || tags.Count == 0 || tags.Any(t => t.Key == p.Key && (t.Value is null || t.Value == p.Value)));

    public void Forget(string id) => _tags.Remove(id);

    private static void CheckCanHold(string id, IEnumerable<Tag> present, IReadOnlyCollection<Tag> more)
    {
        foreach (var tag in more)
            Check(tag);
        if (present.Concat(more).Select(t => t.Key).Distinct().Count() > PerResource)
            throw new AwsException("TagLimitExceeded", $"The maximum number of tags for {id} is {PerResource}");
    }

    private static void Check(Tag tag)
    {
        if (string.IsNullOrEmpty(tag.Key) || tag.Key.Length > 128)
            throw new AwsException("InvalidParameterValue", "Tag key must be 1 to 128 characters long.");
        if (tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            throw new AwsException("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
        if (tag.Value?.Length > 256)
            throw new AwsException("InvalidParameterValue", "Tag value exceeds the maximum length of 256 characters");
    }
}
