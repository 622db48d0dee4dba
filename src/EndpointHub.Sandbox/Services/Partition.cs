namespace EndpointHub.Sandbox.Services;

/// <summary>A partition of AWS: a group of Regions with ARNs and DNS suffixes of their own (botocore, partitions.json).</summary>
/// <param name="Name">Its name in ARNs.</param>
/// <param name="DnsSuffix">The end of ordinary names.</param>
/// <param name="DualStackSuffix">The end of the names that are <c>SERVICE.REGION.api.aws</c> in the commercial partition.</param>
/// <param name="OnAwsSuffix">The end of the names that are <c>SERVICE.REGION.on.aws</c> there.</param>
internal sealed record Partition(string Name, string DnsSuffix, string DualStackSuffix, string OnAwsSuffix)
{
    private static readonly Partition Commercial = new("aws", "amazonaws.com", "api.aws", "on.aws");

    private static readonly (string Start, Partition Partition)[] Others =
    [
        ("cn-", new("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "on.amazonwebservices.com.cn")),
        ("eusc-", new("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "on.amazonwebservices.eu")),
        ("us-gov-", new("aws-us-gov", "amazonaws.com", "api.aws", "on.aws")),
        ("us-iso-", new("aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "on.aws.ic.gov")),
        ("us-isob-", new("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "on.aws.scloud")),
        ("eu-isoe-", new("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "on.cloud-aws.adc-e.uk")),
        ("us-isof-", new("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "on.aws.hci.ic.gov")),
    ];

    public static Partition Of(string region) =>
        Array.Find(Others, other => region.StartsWith(other.Start, StringComparison.Ordinal)).Partition ?? Commercial;

    /// <summary>A name of the commercial partition, as it is in this one.</summary>
    public string Localized(string name) =>
        Swapped(Swapped(Swapped(name, "amazonaws.com", DnsSuffix), "api.aws", DualStackSuffix), "on.aws", OnAwsSuffix);

    private static string Swapped(string name, string suffix, string own) =>
        name.EndsWith("." + suffix, StringComparison.Ordinal) ? name[..^suffix.Length] + own : name;
}
