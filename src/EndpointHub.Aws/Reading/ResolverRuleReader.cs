using Amazon.Route53Resolver;
using EndpointHub.Naming;
using EndpointHub.Topology;
using EndpointHub.Values;
using Resolver = Amazon.Route53Resolver.Model;

namespace EndpointHub.Aws.Reading;

/// <summary>Reads the Resolver rules of an account, including shared ones. An account without rules costs one call.</summary>
/// <remarks>A missing or unknown status counts as updating.</remarks>
internal static class ResolverRuleReader
{
    // Resolver also lists autodefined rules, which describe the VPC's own resolver (Resolver API reference, ResolverRule).
    private const string Autodefined = "rslvr-autodefined-";

    /// <summary>Reads the rules.</summary>
    /// <param name="here">The APIs of the account and region.</param>
    /// <param name="vpcIds">The VPCs whose associations are read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// The rules; null if a VPC is associated with a rule that the list does not contain, because it was created while the list was read.
    /// </returns>
    public static async Task<IReadOnlyList<ResolverRule>?> ReadAsync(
        Apis here,
        IReadOnlyCollection<string> vpcIds,
        CancellationToken cancellationToken
    )
    {
        var rules = await here.Resolver.Paginators.ListResolverRules(new()).ResolverRules.ToListAsync(cancellationToken);
        rules.RemoveAll(rule => IsAutodefined(rule.Id!));
        var associations = rules.Count == 0 ? [] : await AssociationsAsync(here, vpcIds, cancellationToken);
        return associations.TrueForAll(association => rules.Exists(rule => rule.Id == association.ResolverRuleId))
            ? [.. rules.Select(rule => Map(rule, associations))]
            : null;
    }

    internal static ResolverRule Map(Resolver.ResolverRule rule, IEnumerable<Resolver.ResolverRuleAssociation> associations) =>
        new()
        {
            Id = rule.Id!,
            DomainName = DnsName.Normalize(rule.DomainName ?? ""),
            Kind =
                rule.RuleType == RuleTypeOption.FORWARD ? ResolverRuleKind.Forward
                : rule.RuleType == RuleTypeOption.DELEGATE ? ResolverRuleKind.Delegate
                : rule.RuleType == RuleTypeOption.SYSTEM || rule.RuleType == RuleTypeOption.RECURSIVE ? ResolverRuleKind.System
                : ResolverRuleKind.Unknown,
            State = rule.Status?.Value ?? ResolverState.Updating,
            TargetAddresses = rule.TargetIps.All().Select(target => target.Ip ?? target.Ipv6).OfType<string>().ToValueList(),
            Vpcs = associations
                .Where(association => association.ResolverRuleId == rule.Id)
                .Select(association => new ResolverRuleVpc(association.VPCId!, association.Status?.Value ?? ResolverState.Updating))
                .Distinct()
                .OrderBy(vpc => vpc.VpcId, StringComparer.Ordinal)
                .ToValueList(),
        };

    private static async Task<List<Resolver.ResolverRuleAssociation>> AssociationsAsync(
        Apis here,
        IReadOnlyCollection<string> vpcIds,
        CancellationToken cancellationToken
    )
    {
        var associations = new List<Resolver.ResolverRuleAssociation>();
        foreach (var vpcId in SdkMapping.FilterVpcIds(vpcIds))
        {
            List<Resolver.Filter>? filters = vpcId is null ? null : [new() { Name = "VPCId", Values = [vpcId] }];
            associations.AddRange(
                await here
                    .Resolver.Paginators.ListResolverRuleAssociations(new() { Filters = filters })
                    .ResolverRuleAssociations.ToListAsync(cancellationToken)
            );
        }

        return associations.FindAll(association => vpcIds.Contains(association.VPCId!) && !IsAutodefined(association.ResolverRuleId!));
    }

    private static bool IsAutodefined(string ruleId) => ruleId.StartsWith(Autodefined, StringComparison.Ordinal);
}
