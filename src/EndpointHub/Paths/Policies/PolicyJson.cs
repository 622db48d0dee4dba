namespace EndpointHub.Paths.Policies;

/// <summary>Reads policy elements that can be a single value or a list.</summary>
internal static class PolicyJson
{
    /// <summary>A member's texts; null when there is no such member.</summary>
    public static List<string>? Texts(Dictionary<string, object?> members, string name) =>
        members.TryGetValue(name, out var value) ? Texts(value) : null;

    public static List<string> Texts(object? value) =>
        (value as List<object?> ?? [value]).ConvertAll(item =>
            item switch
            {
                string text => text,
                true => "true",
                false => "false",
                _ => throw new FormatException("The values of a policy have to be strings."),
            }
        );
}
