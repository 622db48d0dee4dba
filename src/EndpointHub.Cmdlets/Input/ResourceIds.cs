using System.Text.RegularExpressions;
using EndpointHub.Errors;

namespace EndpointHub.Cmdlets.Input;

/// <summary>Validates ids before any call is made with them.</summary>
internal static class ResourceIds
{
    /// <summary>The pattern of an account id (IAM user guide, AWS account identifiers).</summary>
    internal const string AccountPattern = @"^[0-9]{12}\z";

    /// <summary>The form of an account id.</summary>
    internal const string AccountDescription = "an account id of twelve digits";

    /// <summary>Validates an id. Returns the problem, or null if the id is well-formed.</summary>
    /// <param name="kind">The prefix of the kind of resource, for example <c>vpc</c>.</param>
    /// <param name="text">The id as it was given.</param>
    /// <remarks>
    /// The expression cannot backtrack, so it needs no timeout. AWS ids are lower case: 8 hexadecimal digits for old resources, 17 since 2018 (EC2
    /// User Guide, "Longer IDs").
    /// </remarks>
    internal static Problem? Validate(string kind, string text) =>
        Regex.IsMatch(text, $"^{kind}-([0-9a-f]{{8}}|[0-9a-f]{{17}})\\z", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout)
            ? null
            : Problems.MalformedId(kind, text);
}
