using EndpointHub.Errors;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Policies;
using EndpointHub.Paths.PolicyChecks;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>Policies of S3 gateway endpoints: what one has to let through, and the narrowest that does.</summary>
internal static class S3Policy
{
    /// <summary>Whether a text can be a bucket's name (S3 user guide, bucket naming rules). It goes into JSON as it is.</summary>
    public static bool IsBucketName(string text) =>
        text.Length is >= 3 and <= 63
        && text.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.')
        && char.IsLetterOrDigit(text[0]) && char.IsLetterOrDigit(text[text.Length - 1]);

    /// <summary>Lets image layers and some buckets through and nothing else. What a caller may do in the buckets is left to its own policies.</summary>
    public static string Narrow(string region, ValueList<string> bucketNames) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(",", Wanted(region, bucketNames).Select(wanted => wanted.Statement))}}]}""";

    /// <summary>What a gateway's policy does not let through of what is wanted. What depends on the caller is the caller's business.</summary>
    public static IEnumerable<Problem> Lacks(NetworkSnapshot network, Endpoint gateway, ValueList<string> bucketNames)
    {
        var region = network.Vpcs[gateway.VpcId].Location.Region;
        var misnamesLayers = gateway.PolicyDocument?.IndexOf($":::{region}-starport-layer-bucket", StringComparison.Ordinal) >= 0;
        var index = new PathIndex(network);
        foreach (var (read, statement, isLayers) in Wanted(region, bucketNames))
        {
            var isRefused = PolicyCheck.Hops(index, gateway, [read]).Any(hop => hop.Decision is PolicyDecision.Denied or PolicyDecision.NotAllowed);
            if (isRefused)
            {
                yield return isLayers && misnamesLayers
                    ? Problems.S3PolicyMisnamesLayers(gateway, read.Resource, statement)
                    : Problems.S3PolicyLacksBucket(gateway, read.Resource, statement);
            }
        }
    }

    // Layers are only ever read; the company's own buckets are also listed and written.
    private static IEnumerable<(PolicyRequest Read, string Statement, bool IsLayers)> Wanted(string region, ValueList<string> bucketNames)
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
