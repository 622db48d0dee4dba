using Amazon.Route53Resolver;
using EndpointHub.Naming;
using EndpointHub.Topology;
using Resolver = Amazon.Route53Resolver.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>The Resolver rules that an account sees, its own and those shared with it. An account without any costs one call.</summary>
internal static class ResolverRuleReader
{
    // Resolver lists the rules that it makes itself, too: they are the VPC's own resolver in other words (Resolver API reference, ResolverRule).
    private const string Autodefined = "rslvr-autodefined-";

    public static async Task<IReadOnlyList<ResolverRule>> ReadAsync(Apis here, IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken)
    {
        var rules = await here.Resolver.Paginators.ListResolverRules(new()).ResolverRules.ToListAsync(cancellationToken);
        rules.RemoveAll(rule => rule.Id!.StartsWith(Autodefined, StringComparison.Ordinal));
        var associations = rules.Count == 0 ? [] : await AssociationsAsync(here, vpcIds, cancellationToken);
        return [.. rules.Select(rule => Map(rule, associations))];
    }

    internal static ResolverRule Map(Resolver.ResolverRule rule, IEnumerable<Resolver.ResolverRuleAssociation> associations) => new()
    {
        Id = rule.Id!,
        DomainName = DnsName.Normalize(rule.DomainName ?? ""),
        Kind = rule.RuleType == RuleTypeOption.FORWARD ? ResolverRuleKind.Forward
            : rule.RuleType == RuleTypeOption.DELEGATE ? ResolverRuleKind.Delegate
            : ResolverRuleKind.System,
        OwnerAccountId = rule.OwnerId ?? "",
        TargetAddresses = rule.TargetIps.All().Select(target => target.Ip ?? target.Ipv6).OfType<string>().ToValueList(),
        Vpcs = associations.Where(association => association.ResolverRuleId == rule.Id).Select(association => Map(rule, association))
            .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal).ToValueList(),
    };

    // A rule that is being changed, or whose change failed, is in force in one form or the other wherever it is associated.
    private static ResolverRuleVpc Map(Resolver.ResolverRule rule, Resolver.ResolverRuleAssociation association) => new(
        association.VPCId!,
        association.Status == ResolverRuleAssociationStatus.COMPLETE && rule.Status != ResolverRuleStatus.COMPLETE
            ? ResolverRuleStatus.UPDATING.Value
            : association.Status!.Value);

    private static async Task<List<Resolver.ResolverRuleAssociation>> AssociationsAsync(
        Apis here, IReadOnlyCollection<string> vpcIds, CancellationToken cancellationToken)
    {
        var associations = new List<Resolver.ResolverRuleAssociation>();
        foreach (var vpcId in Wire.OneByOneOrAll(vpcIds))
        {
            List<Resolver.Filter>? filters = vpcId is null ? null : [new() { Name = "VPCId", Values = [vpcId] }];
            associations.AddRange(await here.Resolver.Paginators.ListResolverRuleAssociations(new() { Filters = filters })
                .ResolverRuleAssociations.ToListAsync(cancellationToken));
        }

        return associations.FindAll(association => vpcIds.Contains(association.VPCId!));
    }
}
