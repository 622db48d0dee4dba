using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>Commands that mend, as the AWS CLI has them, where they are more than a line.</summary>
internal static class Remedies
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
    public static string KeepFromForwarding(RuleClaim claim, string vpcId, TestedName tested)
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
            : FreeBefore(block.Rule!.Priority, (block.Filter.Rules ?? ValueList<FirewallRule>.Empty).Select(rule => rule.Priority)) is { } number
                ? FormattableString.Invariant($"aws route53resolver create-firewall-rule --firewall-rule-group-id {group} --action ALLOW --priority {number} ")
                    + $"--name allow-endpoints --creator-request-id allow-endpoints --firewall-domain-list-id LIST, where LIST holds {name}"
            : $"Renumber the rules of {group} to make room ahead of {block.Rule.Name}, for one that lets {name} through.";
    }

    /// <summary>Lets TCP packets through an ACL, ahead of the entry that drops them.</summary>
    public static string AllowInAcl(NetworkAcl acl, bool isEgress, NetworkAclEntry? denier, Cidr remote, PortRange ports)
    {
        var taken = acl.Entries.Where(entry => entry.IsEgress == isEgress).Select(entry => entry.RuleNumber);
        return FreeBefore(denier?.RuleNumber ?? NetworkAclEntryLimit, taken) is { } number
            ? FormattableString.Invariant($"aws ec2 create-network-acl-entry --network-acl-id {acl.Id} {(isEgress ? "--egress" : "--ingress")} --rule-number {number} ")
                + FormattableString.Invariant($"--protocol tcp --port-range From={ports.From},To={ports.To} --cidr-block {remote} --rule-action allow")
            : FormattableString.Invariant($"Delete rule {denier?.RuleNumber} of {acl.Id}, or renumber its rules to make room ahead of it.");
    }

    /// <summary>Routes a block to the other VPC.</summary>
    /// <param name="verb"><c>create-route</c> or <c>replace-route</c>.</param>
    /// <param name="table">The route table.</param>
    /// <param name="cidr">The block.</param>
    /// <param name="link">What joins the VPCs; null when nothing does.</param>
    /// <param name="spokeVpcId">The spoke.</param>
    public static string Route(string verb, string table, Cidr cidr, VpcLink? link, string spokeVpcId) => link is null
        ? Connect(spokeVpcId)
        : $"aws ec2 {verb} --route-table-id {table} --destination-cidr-block {cidr} --{(link.Target.Kind == RouteTargetKind.Peering ? "vpc-peering-connection" : "transit-gateway")}-id {link.Target.Id}";

    /// <summary>Takes a route out of a table; a propagated one stays as long as its gateway propagates it.</summary>
    public static string DeleteRoute(RouteTable table, Route route) => route.IsPropagated
        ? $"Announce {route.Destination} to {route.Target} no longer, or: aws ec2 disable-vgw-route-propagation --route-table-id {table.Id} --gateway-id {route.Target}"
        : $"aws ec2 delete-route --route-table-id {table.Id} --destination-cidr-block {route.Destination}";

    /// <summary>Lets a block in through a group.</summary>
    public static string AllowInGroup(string groupId, Cidr source, int port) => FormattableString.Invariant(
        $"aws ec2 authorize-security-group-ingress --group-id {groupId} --protocol tcp --port {port} --cidr {source}");

    /// <summary>What to look for among associations of which one is not in force, and what to do then.</summary>
    public static string Awaiting(string state) => ResolverState.IsChanging(state)
        ? "when it is COMPLETE; then test again."
        : $"what is {state}: disassociate it and associate it again, then test again.";

    public static string Connect(string spokeVpcId) => $"Connect-SpokeVpc -VpcId {spokeVpcId} -Hub $hub";

    /// <summary>The last number before one that is not taken; null where there is none, as the first is 1.</summary>
    private static int? FreeBefore(int number, IEnumerable<int> taken)
    {
        var all = new HashSet<int>(taken);
        do
        {
            number--;
        }
        while (all.Contains(number));
        return number > 0 ? number : null;
    }

    // A name of other characters could end a quoted argument: such a command is not offered for pasting.
    private static bool IsPlain(string name) => name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '-' or '_' or '*');

    // The number after the last that a rule can have (EC2 API reference, CreateNetworkAclEntry).
    private const int NetworkAclEntryLimit = 32767;
}
