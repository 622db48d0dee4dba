namespace EndpointHub.Naming;

/// <summary>
/// The global names of services with regional endpoints. No endpoint serves them, so they stay public where the regional names lead to a hub.
/// </summary>
internal static class GlobalNames
{
    private static readonly Dictionary<string, string[]> ByService = new(StringComparer.Ordinal)
    {
        // AWS STS regionalization, SDKs and tools reference guide; aws/aws-cdk issue 11875.
        ["sts"] = ["sts.amazonaws.com"],
        // Amazon S3 user guide, AWS PrivateLink for Amazon S3.
        ["s3"] = ["s3.amazonaws.com"],
    };

    /// <summary>The global names of a service.</summary>
    /// <param name="serviceName">The full service name.</param>
    /// <param name="region">The region.</param>
    /// <returns>The names; none when the table does not contain the service.</returns>
    public static IEnumerable<string> Of(string serviceName, string region) =>
        ByService.TryGetValue(ServiceName.InShort(serviceName, region), out var names) ? names : [];
}
