using EndpointHub.Naming;
using EndpointHub.Paths.Index;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Names;

/// <summary>AWS CLI commands that let a name lead to the hub, where they are longer than a line.</summary>
internal static class NameRemedies
{
    /// <summary>Makes a zone lead a name to an endpoint.</summary>
    public static string CreateAlias(PrivateZone zone, TestedName tested, AliasTarget? target)
    {
        var name = tested.RecordName;
        if (target is null || !IsPlain(name + target.DnsName))
            return $"Write an alias A record for it in {zone.Id} that points to the hub's endpoint.";

        var alias = $$"""{"HostedZoneId":"{{target.HostedZoneId}}","DNSName":"{{target.DnsName}}","EvaluateTargetHealth":false}""";
        var record = $$"""{"Name":"{{name}}","Type":"A","AliasTarget":{{alias}} }""";
        return $$"""aws route53 change-resource-record-sets --hosted-zone-id {{zone.Id}} --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":{{record}} }]}'""";
    }

    /// <summary>Has a VPC answer a name itself that a rule forwards: by a system rule for the name, or without the rule where it is for that very name.</summary>
    public static string AnswerInVpc(RuleClaim claim, string vpcId, TestedName tested)
    {
        var domain = tested.Domain;
        return DnsName.IsWithin(claim.Rule.DomainName, domain)
            ? claim.Through is null
                ? $"aws route53resolver disassociate-resolver-rule --resolver-rule-id {claim.Resource} --vpc-id {vpcId}"
                : $"Take {claim.Resource} out of {claim.Through.ProfileId}, or have its servers ask the hub's VPC."
            : !IsPlain(domain) ? $"Associate a SYSTEM rule for the name with {vpcId}."
            : $"aws route53resolver create-resolver-rule --creator-request-id {domain} --rule-type SYSTEM --domain-name {domain}, and associate it with {vpcId}";
    }

    /// <summary>
    /// Has DNS Firewall let a name through that a rule blocks: by the list of a rule ahead of it that lets others through, out of its own list where it
    /// stands there by itself, or by a rule to be made.
    /// </summary>
    public static string LetThrough(FirewallMatch block, TestedName tested)
    {
        var name = tested.RecordName;
        var group = block.Filter.GroupId;
        return !IsPlain(name) ? $"Let the name through by a rule of {group} ahead of {block.Rule!.Name}."
            : VpcFirewall.AllowingBefore(block) is { } allowing
                ? $"aws route53resolver update-firewall-domains --firewall-domain-list-id {allowing.DomainListId} --operation ADD --domains \"{name}\""
            : block.Specification == name
                ? $"aws route53resolver update-firewall-domains --firewall-domain-list-id {block.Rule!.DomainListId} --operation REMOVE --domains \"{name}\""
            : RuleNumbers.FreeBefore(block.Rule!.Priority, (block.Filter.Rules ?? ValueList<FirewallRule>.Empty).Select(rule => rule.Priority)) is { } number
                ? FormattableString.Invariant($"aws route53resolver create-firewall-rule --firewall-rule-group-id {group} --action ALLOW --priority {number} ")
                    + $"--name allow-endpoints --creator-request-id allow-endpoints --firewall-domain-list-id LIST, where LIST holds {name}"
            : $"Renumber the rules of {group} to make room ahead of {block.Rule.Name}, for one that lets {name} through.";
    }

    /// <summary>What to look for among associations of which one is not in force, and what to do then.</summary>
    public static string Awaiting(string state) => ResolverState.IsChanging(state)
        ? "when it is COMPLETE; then test again."
        : $"what is {state}: disassociate it and associate it again, then test again.";

    // A name of other characters could end a quoted argument: such a command is not offered for pasting.
    private static bool IsPlain(string name) => name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '-' or '_' or '*');
}
