namespace EndpointHub.Sandbox.Services;

/// <summary>Regions, their Availability Zones as one account sees them, and constants that AWS publishes per Region.</summary>
internal static class Regions
{
    /// <remarks>
    /// From DescribeAvailabilityZones of an ordinary account. The mapping of names to ids differs by account; this is the mapping of one account.
    /// </remarks>
    private static readonly Dictionary<string, string> Zones = new(StringComparer.Ordinal)
    {
        ["ap-northeast-1"] = "1a=apne1-az4 1c=apne1-az1 1d=apne1-az2",
        ["ap-northeast-2"] = "2a=apne2-az1 2b=apne2-az2 2c=apne2-az3 2d=apne2-az4",
        ["ap-northeast-3"] = "3a=apne3-az3 3b=apne3-az1 3c=apne3-az2",
        ["ap-south-1"] = "1a=aps1-az1 1b=aps1-az3 1c=aps1-az2",
        ["ap-southeast-1"] = "1a=apse1-az2 1b=apse1-az1 1c=apse1-az3",
        ["ap-southeast-2"] = "2a=apse2-az3 2b=apse2-az1 2c=apse2-az2",
        ["ca-central-1"] = "1a=cac1-az1 1b=cac1-az2 1d=cac1-az4",
        ["eu-central-1"] = "1a=euc1-az2 1b=euc1-az3 1c=euc1-az1",
        ["eu-west-1"] = "1a=euw1-az2 1b=euw1-az3 1c=euw1-az1",
        ["eu-west-2"] = "2a=euw2-az2 2b=euw2-az3 2c=euw2-az1",
        ["us-east-1"] = "1a=use1-az1 1b=use1-az2 1c=use1-az4 1d=use1-az6 1e=use1-az3 1f=use1-az5",
        ["us-east-2"] = "2a=use2-az1 2b=use2-az2 2c=use2-az3",
        ["us-west-1"] = "1a=usw1-az3 1c=usw1-az1",
        ["us-west-2"] = "2a=usw2-az2 2b=usw2-az1 2c=usw2-az3 2d=usw2-az4",
    };

    /// <remarks>
    /// The other Regions of AWS's partitions (botocore, partitions.json), with the beginning of their zone ids. Each gets the zones a, b and c in the
    /// order of their ids, because no output of an account was at hand; ids of the Regions for governments and of the European one are invented.
    /// </remarks>
    private static readonly Dictionary<string, string> OrderedZones = new(StringComparer.Ordinal)
    {
        ["af-south-1"] = "afs1",
        ["ap-east-1"] = "ape1",
        ["ap-east-2"] = "ape2",
        ["ap-south-2"] = "aps2",
        ["ap-southeast-3"] = "apse3",
        ["ap-southeast-4"] = "apse4",
        ["ap-southeast-5"] = "apse5",
        ["ap-southeast-6"] = "apse6",
        ["ap-southeast-7"] = "apse7",
        ["ca-west-1"] = "caw1",
        ["cn-north-1"] = "cnn1",
        ["cn-northwest-1"] = "cnnw1",
        ["eu-central-2"] = "euc2",
        ["eu-isoe-west-1"] = "euisoew1",
        ["eu-north-1"] = "eun1",
        ["eu-south-1"] = "eus1",
        ["eu-south-2"] = "eus2",
        ["eu-west-3"] = "euw3",
        ["eusc-de-east-1"] = "euscdee1",
        ["il-central-1"] = "ilc1",
        ["me-central-1"] = "mec1",
        ["me-south-1"] = "mes1",
        ["mx-central-1"] = "mxc1",
        ["sa-east-1"] = "sae1",
        ["us-gov-east-1"] = "usge1",
        ["us-gov-west-1"] = "usgw1",
        ["us-iso-east-1"] = "usie1",
        ["us-iso-west-1"] = "usiw1",
        ["us-isob-east-1"] = "usibe1",
        ["us-isob-west-1"] = "usibw1",
        ["us-isof-east-1"] = "usife1",
        ["us-isof-south-1"] = "usifs1",
    };

    /// <remarks>
    /// The hosted zone ids of vpce names, from real CreateVpcEndpoint outputs and the AWS CLI's examples. Those of other Regions are invented, in a
    /// similar format.
    /// </remarks>
    private static readonly Dictionary<string, string> EndpointZones = new(StringComparer.Ordinal)
    {
        ["us-east-1"] = "Z7HUB22UULQXV",
        ["us-east-2"] = "ZC8PG0KIFKBRI",
        ["eu-west-2"] = "Z7K1066E3PUKB",
        ["ap-northeast-1"] = "Z2E726K9Y6RL4W",
    };

    public static IEnumerable<string> Names => Zones.Keys.Concat(OrderedZones.Keys).Order(StringComparer.Ordinal);

    public static bool Exists(string region) => Zones.ContainsKey(region) || OrderedZones.ContainsKey(region);

    public static IReadOnlyList<(string Name, string Id)> ZonesOf(string region) =>
        OrderedZones.TryGetValue(region, out var start)
            ? [.. "abc".Select((letter, at) => (region + letter, FormattableString.Invariant($"{start}-az{at + 1}")))]
            : [.. Zones[region].Split(' ').Select(z => z.Split('=')).Select(z => (region[..^1] + z[0], z[1]))];

    public static string EndpointZone(string region) =>
        EndpointZones.TryGetValue(region, out var zone) ? zone : "ZVPCE" + region.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>The id of the AWS-managed prefix list of a gateway service. The ids of the listed Regions are real, the others are derived.</summary>
    public static string PrefixList(string region, string service) =>
        (region, service) switch
        {
            ("ap-northeast-1", "s3") => "pl-61a54008",
            ("us-east-1", "s3") => "pl-63a5400a",
            ("eu-west-1", "s3") => "pl-6da54004",
            ("us-west-2", "s3") => "pl-68a54001",
            ("ap-northeast-1", "dynamodb") => "pl-78a54011",
            ("us-east-1", "dynamodb") => "pl-02cd2c6b",
            _ => $"pl-{StableHash(region + service):x8}",
        };

    // string.GetHashCode differs from run to run.
    private static uint StableHash(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
