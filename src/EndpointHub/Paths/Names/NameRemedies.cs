using EndpointHub.Errors;
using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;

namespace EndpointHub.Paths.Names;

/// <summary>Remedies that let a name lead to the hub, where they are longer than a line.</summary>
internal static class NameRemedies
{
    /// <summary>Makes a zone lead a name to an endpoint.</summary>
    public static Finding CreateAlias(Finding finding, PrivateZone zone, TestedName tested, AliasTarget? target) =>
        WriteAlias(
            finding,
            "CREATE",
            zone.Id,
            tested.RecordName,
            target,
            $"Write an alias A record for it in {zone.Id} that points to the hub's endpoint."
        );

    /// <summary>Makes a zone lead a name to an endpoint, whatever record stands there now.</summary>
    public static Finding ReplaceAlias(Finding finding, string zoneId, string name, AliasTarget? target) =>
        WriteAlias(
            finding,
            "UPSERT",
            zoneId,
            name,
            target,
            $"Replace the record of that name in {zoneId} by an alias A record that points to the hub's endpoint."
        );

    /// <summary>
    /// Has a VPC answer a name itself that a rule forwards: by a zone, which is more specific than the rule, or by a system rule where the VPC has an
    /// answer that is not the public one. Without such an answer, a name that may lead to the hub today would become a public one.
    /// </summary>
    public static Finding AnswerInVpc(Finding finding, RuleClaim claim, string vpcId, TestedName tested, bool isAnswered)
    {
        var domain = tested.Domain;
        var isWider = !DnsName.IsWithin(claim.Rule.DomainName, domain);
        if (!isAnswered)
        {
            var zones = MoveToHub(vpcId);
            return finding with
            {
                Advice =
                    $"{vpcId} has no zone for {domain}, so without the rule the name would be public. Resolve it from a host in {vpcId}: where the servers answer with the "
                    + "hub's addresses, nothing needs to be changed.",
                CommandLine = isWider || claim.Through is not null ? zones : zones.Then(Disassociate(claim, vpcId)),
            };
        }

        if (!isWider)
        {
            return claim.Through is null
                ? finding with
                {
                    CommandLine = Disassociate(claim, vpcId),
                }
                : finding with
                {
                    Advice = $"Take {claim.Resource} out of {claim.Through.ProfileId}, or have its servers ask the hub's VPC.",
                    CommandLine = Aws($"route53profiles list-profile-resource-associations --profile-id {claim.Through.ProfileId}"),
                };
        }

        return !RecordCommands.IsPlain(domain)
            ? finding with
            {
                Advice = $"Associate a SYSTEM rule for the name with {vpcId}.",
                CommandLine = Aws($"route53resolver get-resolver-rule --resolver-rule-id {claim.Resource}"),
            }
            : finding with
            {
                Advice = $"Then associate the rule that this creates with {vpcId}.",
                Continuation = $"associate it with {vpcId}",
                CommandLine = Aws($"route53resolver create-resolver-rule --creator-request-id {domain} --rule-type SYSTEM --domain-name {domain}"),
            };
    }

    /// <summary>Creates the hub's zones and cuts a VPC over to them.</summary>
    public static CommandLine MoveToHub(string vpcId) =>
        HubCmdlet($"Add-EndpointPrivateZone").Then(HubCmdlet($"Disable-EndpointPrivateDns -VpcId {vpcId}"));

    private static CommandLine Disassociate(RuleClaim claim, string vpcId) =>
        Aws($"route53resolver disassociate-resolver-rule --resolver-rule-id {claim.Resource} --vpc-id {vpcId}");

    /// <summary>
    /// Has DNS Firewall let a name through that a rule blocks: by the list of a rule ahead of it that lets others through, out of its own list where
    /// it stands there by itself, or by a rule to be made.
    /// </summary>
    public static Finding LetThrough(Finding finding, FirewallMatch block, TestedName tested)
    {
        var name = tested.RecordName;
        var group = block.Filter.GroupId;
        var rules = Aws($"route53resolver list-firewall-rules --firewall-rule-group-id {group}");
        if (!RecordCommands.IsPlain(name))
            return finding with { Advice = $"Let the name through by a rule of {group} ahead of {block.Rule!.Name}.", CommandLine = rules };
        if (VpcFirewall.AllowingBefore(block) is { } allowing)
        {
            return finding with
            {
                CommandLine = Aws(
                    $"route53resolver update-firewall-domains --firewall-domain-list-id {allowing.DomainListId} --operation ADD --domains {name}"
                ),
            };
        }

        if (block.Specification == name)
        {
            return finding with
            {
                CommandLine = Aws(
                    $"route53resolver update-firewall-domains --firewall-domain-list-id {block.Rule!.DomainListId} --operation REMOVE --domains {name}"
                ),
            };
        }

        return
            RuleNumbers.FreeBefore(block.Rule!.Priority, (block.Filter.Rules ?? ValueList<FirewallRule>.Empty).Select(rule => rule.Priority))
                is { } number
            ? finding with
            {
                Advice = FormattableString.Invariant(
                    $"Add {name} to the list that this creates, and let a new rule of {group} with action ALLOW and priority {number} use the list."
                ),
                CommandLine = Aws(
                    $"route53resolver create-firewall-domain-list --name allow-endpoints --creator-request-id {"allow-endpoints-" + group}"
                ),
            }
            : finding with
            {
                Advice = $"Renumber the rules of {group} to make room ahead of {block.Rule.Name}, for one that lets {name} through.",
                CommandLine = rules,
            };
    }

    /// <summary>What to do about an association that is not in force.</summary>
    public static string Awaiting(string state) =>
        ResolverState.IsChanging(state)
            ? "Wait until the association is COMPLETE, then test again."
            : $"Disassociate what is {state} and associate it again, then test again.";

    private static Finding WriteAlias(Finding finding, string action, string zoneId, string name, AliasTarget? target, string advice) =>
        target is not null && RecordCommands.WriteAlias(action, zoneId, name, target) is { } command
            ? finding with
            {
                CommandLine = command,
            }
            : finding with
            {
                Advice = advice,
                CommandLine = Aws($"route53 list-resource-record-sets --hosted-zone-id {zoneId}"),
            };
}
