using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>
/// The AWS managed domain lists, which exist in every account and Region and whose content cannot be read
/// (resolver-dns-firewall-managed-domain-lists).
/// They match no name in this sandbox. Their ids are invented.
/// </summary>
internal static class ManagedLists
{
    private static readonly string[] Names =
    [
        "AWSManagedAggregateThreatList",
        "AWSManagedDomainsAmazonGuardDutyThreatList",
        "AWSManagedDomainsBotnetCommandandControl",
        "AWSManagedDomainsMalwareDomainList",
    ];

    public static IEnumerable<FirewallDomainListMetadata> In(string region) =>
        Names.Select(
            (name, at) =>
                new FirewallDomainListMetadata
                {
                    Id = IdOf(at),
                    Arn = $"arn:{Services.Partition.Of(region).Name}:route53resolver:{region}::firewall-domain-list/{IdOf(at)}",
                    Name = name,
                    ManagedOwnerName = "Route 53 Resolver DNS Firewall",
                }
        );

    public static bool Has(string id) => Names.Where((_, at) => IdOf(at) == id).Any();

    private static string IdOf(int at) => $"rslvr-fdl-aws{at + 1:d14}";
}
