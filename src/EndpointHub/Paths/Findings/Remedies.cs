using EndpointHub.Naming;
using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>Commands that mend, as the AWS CLI has them, where they are more than a line.</summary>
internal static class Remedies
{
    /// <summary>Makes a zone lead a name to an endpoint.</summary>
    public static string CreateAlias(PrivateZone zone, TestedName tested, AliasTarget? target)
    {
        var name = tested.IsUnderWildcard ? DnsName.Wildcard(tested.Name.Substring(tested.Name.IndexOf('.') + 1)) : tested.Name;

        if (target is null || !IsPlain(name + target.DnsName))
            return $"Write an alias A record for it in {zone.Id} that points to the hub's endpoint.";

        var alias = $$"""{"HostedZoneId":"{{target.HostedZoneId}}","DNSName":"{{target.DnsName}}","EvaluateTargetHealth":false}""";
        var record = $$"""{"Name":"{{name}}","Type":"A","AliasTarget":{{alias}} }""";
        return $$"""aws route53 change-resource-record-sets --hosted-zone-id {{zone.Id}} --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":{{record}} }]}'""";
    }

    /// <summary>Has a VPC answer a name itself that a rule forwards: by a system rule for the name, or without the rule where it is for that very name.</summary>
    public static string KeepFromForwarding(RuleClaim claim, string vpcId, TestedName tested)
    {
        var domain = tested.IsUnderWildcard ? tested.Name.Substring(tested.Name.IndexOf('.') + 1) : tested.Name;
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
        var name = tested.IsUnderWildcard ? DnsName.Wildcard(tested.Name.Substring(tested.Name.IndexOf('.') + 1)) : tested.Name;
        var taken = new HashSet<int>((block.Filter.Rules ?? ValueList<FirewallRule>.Empty).Select(rule => rule.Priority));
        var number = Enumerable.Range(1, Math.Max(1, block.Rule!.Priority)).Select(less => block.Rule.Priority - less).FirstOrDefault(free => !taken.Contains(free));
        return !IsPlain(name) ? $"Let the name through by a rule of {block.Filter.GroupId} ahead of {block.Rule.Name}."
            : VpcFirewall.AllowingBefore(block) is { } allowing
                ? $"aws route53resolver update-firewall-domains --firewall-domain-list-id {allowing.DomainListId} --operation ADD --domains \"{name}\""
            : block.Specification == name
                ? $"aws route53resolver update-firewall-domains --firewall-domain-list-id {block.Rule.DomainListId} --operation REMOVE --domains \"{name}\""
            : FormattableString.Invariant(
                $"aws route53resolver create-firewall-rule --firewall-rule-group-id {block.Filter.GroupId} --action ALLOW --priority {number} --name allow-endpoints --creator-request-id allow-endpoints --firewall-domain-list-id LIST, where LIST holds {name}");
    }

    /// <summary>Lets TCP packets through an ACL, ahead of the entry that drops them.</summary>
    public static string AllowInAcl(NetworkAcl acl, bool isEgress, NetworkAclEntry? denier, Cidr remote, PortRange ports)
    {
        var taken = new HashSet<int>(acl.Entries.Where(entry => entry.IsEgress == isEgress).Select(entry => entry.RuleNumber));
        var number = (denier?.RuleNumber ?? NetworkAclEntryLimit) - 1;
        while (number > 0 && taken.Contains(number))
            number--;

        return number == 0
            ? FormattableString.Invariant($"Delete rule {denier?.RuleNumber} of {acl.Id}, or renumber its rules to make room ahead of it.")
            : FormattableString.Invariant(
                $"aws ec2 create-network-acl-entry --network-acl-id {acl.Id} {(isEgress ? "--egress" : "--ingress")} --rule-number {number} --protocol tcp --port-range From={ports.From},To={ports.To} --cidr-block {remote} --rule-action allow");
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

    /// <summary>Lets a block in through a group.</summary>
    public static string AllowInGroup(string groupId, Cidr source, int port) => FormattableString.Invariant(
        $"aws ec2 authorize-security-group-ingress --group-id {groupId} --protocol tcp --port {port} --cidr {source}");

    public static string Connect(string spokeVpcId) => $"Connect-SpokeVpc -VpcId {spokeVpcId} -Hub $hub";

    // A name of other characters could end a quoted argument: such a command is not offered for pasting.
    private static bool IsPlain(string name) => name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '-' or '_' or '*');

    // The number after the last that a rule can have (EC2 API reference, CreateNetworkAclEntry).
    private const int NetworkAclEntryLimit = 32767;
}
