namespace EndpointHub.Hubs;

/// <summary>
/// The names that hubs can have. They stand in tags, commands, tables and completions, so they consist of characters that are plain in all.
/// </summary>
internal static class HubNames
{
    /// <summary>The maximum length.</summary>
    public const int LongestName = 64;

    /// <summary>True if a text can be a hub's name.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= LongestName
        && text.All(letter => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '.' or '_' or '-');
}
