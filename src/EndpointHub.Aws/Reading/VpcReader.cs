using Amazon.EC2;
using EndpointHub.Topology;
using EndpointHub.Values;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads VPCs with their DNS attributes and DHCP options, which private zones depend on. Each attribute needs a call.</summary>
internal static class VpcReader
{
    // VPC user guide, DHCP option sets: the value for the VPC's own resolver.
    private const string AmazonDns = "AmazonProvidedDNS";

    // EC2 API reference, AssociateDhcpOptions: the value of a VPC without a DHCP option set. It is not an id.
    private const string NoSet = "default";

    public static async Task<IEnumerable<Vpc>> ReadAsync(
        Apis apis,
        Location location,
        IEnumerable<string> vpcIds,
        CancellationToken cancellationToken
    )
    {
        var vpcs = await SdkMapping.ReadAsync(
            "vpc-id",
            vpcIds,
            filters => apis.Ec2.Paginators.DescribeVpcs(new() { Filters = filters }).Vpcs,
            cancellationToken
        );
        var servers = await NameServersAsync(apis, vpcs, cancellationToken);
        return await Task.WhenAll(
            vpcs.Select(async vpc =>
                    Map(vpc, location.Region, await AttributesAsync(apis, vpc.VpcId!, cancellationToken), NameServersOf(vpc, servers))
                )
                .ToArray()
        );
    }

    internal static Vpc Map(Ec2.Vpc vpc, string region, (bool Support, bool Hostnames) dns, IReadOnlyList<string> nameServers) =>
        new()
        {
            Id = vpc.VpcId!,
            Location = new Location(vpc.OwnerId!, region),
            Cidrs = Cidrs(vpc),
            EnableDnsSupport = dns.Support,
            EnableDnsHostnames = dns.Hostnames,
            DomainNameServers = nameServers.Where(server => server != AmazonDns).ToValueList(),
            HandsOutDnsServers = nameServers.Count > 0,
            ForbidsPeering =
                vpc.EncryptionControl is { Mode.Value: "enforce" } control && control.ResourceExclusions?.VpcPeering?.State?.Value is not "enabled",
            Tags = SdkMapping.Tags(vpc.Tags),
        };

    /// <summary>Returns the DNS servers by the id of the DHCP option set.</summary>
    internal static Dictionary<string, IReadOnlyList<string>> NameServers(IEnumerable<Ec2.DhcpOptions> sets) =>
        sets.ToDictionary(
            set => set.DhcpOptionsId!,
            set =>
                (IReadOnlyList<string>)
                    [.. set.DhcpConfigurations.All().Where(option => option.Key == "domain-name-servers").SelectMany(option => option.Values.All())],
            StringComparer.Ordinal
        );

    // Instances of a VPC without an option set use Amazon's server by its link-local address (VPC user guide, DHCP option sets).
    internal static IReadOnlyList<string> NameServersOf(Ec2.Vpc vpc, Dictionary<string, IReadOnlyList<string>> servers) =>
        vpc.DhcpOptionsId is null or NoSet ? [AmazonDns]
        : servers.TryGetValue(vpc.DhcpOptionsId, out var own) ? own
        : [];

    private static ValueList<Cidr> Cidrs(Ec2.Vpc vpc)
    {
        var primary = Cidr.Parse(vpc.CidrBlock!);
        return vpc
            .CidrBlockAssociationSet.All()
            .Where(association => association.CidrBlockState?.State is not { } state || state == VpcCidrBlockStateCode.Associated)
            .Select(association => Cidr.Parse(association.CidrBlock!))
            .Prepend(primary)
            .Distinct()
            .ToValueList();
    }

    private static async Task<(bool Support, bool Hostnames)> AttributesAsync(Apis apis, string vpcId, CancellationToken cancellationToken)
    {
        var support = await apis.Ec2.DescribeVpcAttributeAsync(
            new() { VpcId = vpcId, Attribute = VpcAttributeName.EnableDnsSupport },
            cancellationToken
        );
        var hostnames = await apis.Ec2.DescribeVpcAttributeAsync(
            new() { VpcId = vpcId, Attribute = VpcAttributeName.EnableDnsHostnames },
            cancellationToken
        );
        return (support.EnableDnsSupport ?? false, hostnames.EnableDnsHostnames ?? false);
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>> NameServersAsync(
        Apis apis,
        IEnumerable<Ec2.Vpc> vpcs,
        CancellationToken cancellationToken
    ) =>
        NameServers(
            await SdkMapping.ReadAsync(
                "dhcp-options-id",
                vpcs.Select(vpc => vpc.DhcpOptionsId).OfType<string>().Where(id => id != NoSet),
                filters => apis.Ec2.Paginators.DescribeDhcpOptions(new() { Filters = filters }).DhcpOptions,
                cancellationToken
            )
        );
}
