using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.PolicyChecks;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>Policies of S3 gateway endpoints: the permissions that they need, and the most restrictive policy that grants these.</summary>
internal static class S3Policy
{
    /// <summary>True if a text can be the name of a bucket (S3 user guide, bucket naming rules). Such a text needs no escaping in JSON.</summary>
    public static bool IsBucketName(string text) =>
        text.Length is >= 3 and <= 63
        && text.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.')
        && char.IsLetterOrDigit(text[0])
        && char.IsLetterOrDigit(text[text.Length - 1]);

    /// <summary>
    /// Creates a policy that allows access to image layers and some buckets only. The caller's own policies decide which actions in the buckets are
    /// allowed.
    /// </summary>
    public static string Narrow(string region, ValueList<string> bucketNames) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(",", Required(region, bucketNames).Select(required => required.Statement))}}]}""";

    /// <summary>The required permissions that a gateway endpoint's policy does not grant.</summary>
    public static IEnumerable<Problem> MissingPermissions(NetworkSnapshot network, Endpoint gateway, ValueList<string> bucketNames)
    {
        var region = network.Vpcs[gateway.VpcId].Location.Region;
        var misnamesLayers = gateway.PolicyDocument?.IndexOf($":::{region}-starport-layer-bucket", StringComparison.Ordinal) >= 0;
        return from decided in Decisions(network, gateway, bucketNames)
            where decided.Hop.Decision is PolicyDecision.Denied or PolicyDecision.NotAllowed
            let resource = decided.Required.Read.Resource
            select decided.Required.IsLayers && misnamesLayers
                ? Problems.S3PolicyMisnamesLayers(gateway, resource, decided.Required.Statement)
                : Problems.S3PolicyLacksBucket(gateway, resource, decided.Required.Statement);
    }

    /// <summary>
    /// The required permissions that a gateway endpoint's policy grants to some callers only, as the findings of a path test say them.
    /// </summary>
    public static IEnumerable<string> UndecidedPermissions(NetworkSnapshot network, Endpoint gateway, ValueList<string> bucketNames) =>
        from decided in Decisions(network, gateway, bucketNames)
        where decided.Hop is { Decision: PolicyDecision.Unknown, Finding: not null }
        select $"{decided.Hop.Finding!.Resource} {decided.Hop.Finding.Reason} {decided.Hop.Finding.Advice}";

    private static IEnumerable<((PolicyRequest Read, string Statement, bool IsLayers) Required, PolicyHop Hop)> Decisions(
        NetworkSnapshot network,
        Endpoint gateway,
        ValueList<string> bucketNames
    )
    {
        var index = new PathIndex(network);
        return from required in Required(network.Vpcs[gateway.VpcId].Location.Region, bucketNames)
            from hop in PolicyCheck.Hops(index, gateway, [required.Read])
            select (required, hop);
    }

    // Image layers are only read. The organization's own buckets are also listed and written.
    private static IEnumerable<(PolicyRequest Read, string Statement, bool IsLayers)> Required(string region, ValueList<string> bucketNames)
    {
        var layers = WorkloadCalls.LayerRead(region);
        yield return (layers, Allow(layers.Action, $"\"{layers.Resource}\""), true);
        foreach (var name in bucketNames.Distinct(StringComparer.Ordinal))
        {
            var read = WorkloadCalls.BucketRead(region, name);
            yield return (read, Allow("s3:*", $"[\"{read.Resource.Substring(0, read.Resource.Length - "/*".Length)}\",\"{read.Resource}\"]"), false);
        }
    }

    private static string Allow(string action, string resource) =>
        $$"""{"Effect":"Allow","Principal":"*","Action":"{{action}}","Resource":{{resource}}}""";
}
