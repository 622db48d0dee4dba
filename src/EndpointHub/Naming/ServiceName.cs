using EndpointHub.Errors;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>
/// The names of endpoint services. Most are <c>com.amazonaws.REGION.SERVICE</c>, and people write the last part alone; China has
/// <c>cn.com.amazonaws.REGION.SERVICE</c> beside it, and some services are <c>aws.sagemaker.REGION.SERVICE</c> or <c>aws.api.REGION.SERVICE</c>.
/// Which of them a short name means, the region's own list of services tells.
/// </summary>
internal static class ServiceName
{
    private const string CommonPrefix = "com.amazonaws";
    private static readonly string[] FullPrefixes = [CommonPrefix + ".", "cn.com.amazonaws.", "aws.api.", "aws.sagemaker."];

    /// <summary>Whether a name is written in full.</summary>
    /// <param name="name">For example <c>ecr.dkr</c> or <c>com.amazonaws.ap-northeast-1.ecr.dkr</c>.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsFull(string name) => Array.Exists(FullPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The full name of a service.</summary>
    /// <param name="name">A short name, or a full one, which stays what it is.</param>
    /// <param name="region">The region.</param>
    /// <param name="described">The full names of the region's services, as far as they are known.</param>
    /// <returns>
    /// The described service that the name means, <c>com.amazonaws</c> ones first; if none is described, the common form, which a
    /// planner then refuses as unknown.
    /// </returns>
    public static string InFull(string name, string region, IEnumerable<string> described)
    {
        var common = $"{CommonPrefix}.{region}.{name}";
        if (IsFull(name))
            return name;

        var ending = $".{region}.{name}";
        var meant = described.Where(service => service == name || service.EndsWith(ending, StringComparison.Ordinal))
            .OrderBy(service => service, StringComparer.Ordinal).ToList();
        return meant.Count == 0 || meant.Contains(common) ? common : meant[0];
    }

    /// <summary>Whether AWS is known to offer a service in some region, so that its absence from one means no mistyped name.</summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region in which it is missing.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsKnown(string fullName, string region)
    {
        var named = Array.Find(FullPrefixes, prefix => fullName.StartsWith(prefix, StringComparison.Ordinal)) is { } start ? fullName.Substring(start.Length) : fullName;
        var elsewhere = named.IndexOf('.') is var dot and >= 0 ? named.Substring(dot + 1) : named;
        return KnownServices.Contains(InShort(fullName, region)) || KnownServices.Contains(elsewhere);
    }

    /// <summary>Whether container images are pulled through a service, whose layers then come from S3 (Amazon ECR user guide, interface VPC endpoints).</summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region.</param>
    /// <returns>Whether they are.</returns>
    public static bool PullsImages(string fullName, string region) => InShort(fullName, region) is "ecr.api" or "ecr.dkr";

    /// <summary>Why there can be no endpoint for a service that a region does not describe.</summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region.</param>
    /// <param name="described">The full names of the region's services; empty where nobody asked for them.</param>
    /// <returns>ServiceNotInRegion for one that others have, else ServiceNotFound with what may have been meant.</returns>
    public static Problem NotOffered(string fullName, string region, ValueList<string> described) =>
        IsKnown(fullName, region) ? Problems.ServiceNotInRegion(fullName, region)
            : Problems.ServiceNotFound(fullName, region, Similar(fullName, region, described));

    /// <summary>The services that somebody may have meant by a name that does not exist.</summary>
    /// <param name="fullName">The name in full.</param>
    /// <param name="region">The region.</param>
    /// <param name="described">The full names of the region's services; empty takes those that AWS is known for.</param>
    /// <returns>Short names, at most three.</returns>
    public static ValueList<string> Similar(string fullName, string region, ValueList<string> described) =>
        SimilarNames.To(InShort(fullName, region), described.Count > 0 ? described.Select(name => InShort(name, region)) : KnownServices.ShortNames);

    /// <summary>The name that people use.</summary>
    /// <param name="fullName">A full name.</param>
    /// <param name="region">The region.</param>
    /// <returns>For example <c>ecr.dkr</c>; a name of another form or region stays full, since its last part may mean another service.</returns>
    public static string InShort(string fullName, string region)
    {
        var prefix = Array.Find([$"{CommonPrefix}.{region}.", $"cn.{CommonPrefix}.{region}."], start => fullName.StartsWith(start, StringComparison.Ordinal));
        return prefix is null ? fullName : fullName.Substring(prefix.Length);
    }
}
