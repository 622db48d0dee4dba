using System.Text.RegularExpressions;
using EndpointHub.Errors;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Tells ids from other text before any call is made with them.</summary>
internal static class ResourceIds
{
    /// <summary>An account's id (IAM user guide, AWS account identifiers).</summary>
    internal const string AccountPattern = "^[0-9]{12}$";

    /// <summary>What is wrong with an id, or null where nothing is.</summary>
    /// <param name="kind">AWS's prefix for the kind, for example <c>vpc</c>.</param>
    /// <param name="text">The id as it was given.</param>
    /// <remarks>It can match in one way only, so a limit would be met by nothing but a machine that stands still. AWS ids are lower case: 8 hexadecimal digits for old resources, 17 since 2018 (EC2 User Guide, "Longer IDs").</remarks>
    internal static Problem? Find(string kind, string text) =>
        Regex.IsMatch(text, $"^{kind}-([0-9a-f]{{8}}|[0-9a-f]{{17}})$", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout)
            ? null
            : Problems.MalformedId(kind, text);
}
