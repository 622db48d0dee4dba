using System.Text.RegularExpressions;
using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>
/// The names of endpoint services. Most are <c>com.amazonaws.REGION.SERVICE</c>, and the last part is the short name. China has
/// <c>cn.com.amazonaws.REGION.SERVICE</c> too, and some services are <c>aws.sagemaker.REGION.SERVICE</c>, <c>aws.api.REGION.SERVICE</c> or
/// <c>api.aws.REGION.SERVICE</c>. Those of global services, such as <c>com.amazonaws.iam</c>, name no region.
/// The services of the region determine the full name of a short name.
/// </summary>
internal static class ServiceName
{
    private const string CommonPrefix = "com.amazonaws";

    // The services of others than AWS: com.amazonaws.vpce.REGION.vpce-svc-….
    private const string ProvidedBy = "vpce.";

    // A region's name ends in a number: ap-northeast-1, us-gov-west-1, us-iso-east-1, eusc-de-east-1.
    private static readonly Regex Region = new(
        @"^[a-z]+(-[a-z]+)+-\d+(?=\.)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );
    private static readonly string[] FullPrefixes = [CommonPrefix + ".", "cn.com.amazonaws.", "aws.api.", "api.aws.", "aws.sagemaker."];

    // PrivateLink guide, services that integrate with AWS PrivateLink: each is offered in the region of its control plane.
    private static readonly string[] WithoutRegion =
    [
        "com.amazonaws.cloudfront",
        "com.amazonaws.iam",
        "com.amazonaws.route53",
        "com.amazonaws.s3-global.accesspoint",
    ];

    /// <summary>True if a name is a full name.</summary>
    /// <param name="name">For example <c>ecr.dkr</c> or <c>com.amazonaws.ap-northeast-1.ecr.dkr</c>.</param>
    ///
    public static bool IsFull(string name) => Array.Exists(FullPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The full name of a service.</summary>
    /// <param name="name">A short name, or a full one, which is returned unchanged.</param>
    /// <param name="region">The region.</param>
    /// <param name="described">The full names of the region's services, as far as they are known.</param>
    /// <returns>
    /// The matching service of the region, <c>com.amazonaws</c> ones first; if there is none, the common form, which a
    /// planner then rejects as unknown.
    /// </returns>
    public static string InFull(string name, string region, IEnumerable<string> described)
    {
        var common = $"{CommonPrefix}.{region}.{name}";
        if (IsFull(name))
            return name;

        var ending = $".{region}.{name}";
        var matching = described
            .Where(service => service == name || service == $"{CommonPrefix}.{name}" || service.EndsWith(ending, StringComparison.Ordinal))
            .OrderBy(service => service, StringComparer.Ordinal)
            .ToList();
        return matching.Count == 0 || matching.Contains(common) ? common : matching[0];
    }

    /// <summary>True if AWS offers a service in another region, so that the name is not misspelled.</summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region in which it is missing.</param>
    ///
    public static bool IsKnown(string fullName, string region)
    {
        var named = Array.Find(FullPrefixes, prefix => fullName.StartsWith(prefix, StringComparison.Ordinal)) is { } start
            ? fullName.Substring(start.Length)
            : fullName;
        var elsewhere = named.IndexOf('.') is var dot and >= 0 ? named.Substring(dot + 1) : named;
        return WithoutRegion.Contains(fullName, StringComparer.Ordinal)
            || WithoutRegion.Contains($"{CommonPrefix}.{InShort(fullName, region)}", StringComparer.Ordinal)
            || KnownServices.Contains(InShort(fullName, region))
            || KnownServices.Contains(elsewhere);
    }

    /// <summary>
    /// True if container images are pulled through a service. Their layers are downloaded from S3 (Amazon ECR user guide, interface VPC endpoints).
    /// </summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region.</param>
    ///
    public static bool PullsImages(string fullName, string region) => InShort(fullName, region) is "ecr.api" or "ecr.dkr";

    /// <summary>The region in a full name; null when it contains none, like <c>com.amazonaws.iam</c>.</summary>
    /// <param name="fullName">A full name.</param>
    public static string? RegionIn(string fullName)
    {
        var rest = Array.Find(FullPrefixes, prefix => fullName.StartsWith(prefix, StringComparison.Ordinal)) is { } start
            ? fullName.Substring(start.Length)
            : "";
        var first = rest.StartsWith(ProvidedBy, StringComparison.Ordinal) ? rest.Substring(ProvidedBy.Length) : rest;
        var match = Region.Match(first);
        return match.Success ? match.Value : null;
    }

    /// <summary>The problem for a service that a region does not offer.</summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region.</param>
    /// <param name="described">The full names of the region's services; empty when they were not read.</param>
    /// <returns>ServiceNotInRegion for one that other regions offer, otherwise ServiceNotFound with similar names.</returns>
    public static Problem NotOffered(string fullName, string region, ValueList<string> described) =>
        IsKnown(fullName, region)
            ? Problems.ServiceNotInRegion(fullName, region)
            : Problems.ServiceNotFound(fullName, region, Similar(fullName, region, described));

    /// <summary>The services whose names are similar to a name that does not exist.</summary>
    /// <param name="fullName">The name in full.</param>
    /// <param name="region">The region.</param>
    /// <param name="described">The full names of the region's services; when empty, the known services are used.</param>
    /// <returns>Short names, at most three.</returns>
    public static ValueList<string> Similar(string fullName, string region, ValueList<string> described) =>
        SimilarNames.To(InShort(fullName, region), described.Count > 0 ? described.Select(name => InShort(name, region)) : KnownServices.ShortNames);

    /// <summary>The short name of a service.</summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region.</param>
    /// <returns>For example <c>ecr.dkr</c>; a name of another form or region is returned unchanged, because its last part may be ambiguous.</returns>
    public static string InShort(string fullName, string region)
    {
        var prefix = Array.Find(
            [$"{CommonPrefix}.{region}.", $"cn.{CommonPrefix}.{region}."],
            start => fullName.StartsWith(start, StringComparison.Ordinal)
        );
        return prefix is null ? fullName : fullName.Substring(prefix.Length);
    }
}
