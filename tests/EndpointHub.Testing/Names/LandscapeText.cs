using System.Text;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>The resources of a landscape that affect name resolution, as readable text.</summary>
internal static class LandscapeText
{
    public static string Of(NetworkSnapshot network)
    {
        var text = new StringBuilder();
        foreach (var vpc in network.Vpcs)
        {
            text.Append(
                $"  {vpc.Id}{(vpc is { EnableDnsSupport: true, EnableDnsHostnames: true } ? "" : " without DNS")}{(vpc.ResolverIsRead ? "" : ", rules, firewall and Profiles unread")}\n"
            );
        }

        foreach (var endpoint in network.Endpoints)
        {
            text.Append(
                $"  {endpoint.Id} {endpoint.State} for {endpoint.ServiceName} in {endpoint.VpcId} at {EndpointAddresses.Of(network, endpoint)}, private names {(endpoint.PrivateDnsEnabled ? endpoint.PrivateNames : "off")}\n"
            );
        }

        foreach (var zone in network.Zones)
        {
            text.Append(
                $"  zone {zone.Id} {zone.Name} in {string.Join(", ", zone.Vpcs.Select(vpc => vpc.VpcId))}{(zone.Records is null ? ", unread" : "")}\n"
            );
            foreach (var record in zone.Records ?? ValueList<ZoneRecord>.Empty)
            {
                text.Append(
                    $"    {record.Name} {record.Type} {(record.Alias is { } alias ? $"alias of {alias.DnsName} in {alias.HostedZoneId}" : record.Values)}\n"
                );
            }
        }

        foreach (var rule in network.ResolverRules)
        {
            text.Append(
                $"  rule {rule.Id} {rule.Kind} {rule.DomainName}. in {string.Join(", ", rule.Vpcs.Select(vpc => $"{vpc.VpcId} {vpc.State}"))}\n"
            );
        }

        foreach (var rules in network.FirewallRuleGroups)
        {
            text.Append(
                $"  firewall {rules.Id} in {string.Join(", ", rules.Vpcs.Select(vpc => $"{vpc.VpcId} {vpc.State} at {vpc.Priority}"))}{(rules.Rules is null ? ", unread" : "")}\n"
            );
            foreach (var rule in rules.Rules ?? ValueList<FirewallRule>.Empty)
            {
                text.Append(
                    $"    {rule.Priority} {rule.Action}{(rule.TrustsRedirection ? " with redirections" : "")} {rule.QueryType} {ListOf(network, rule)}\n"
                );
            }
        }

        foreach (var profile in network.Profiles)
        {
            text.Append($"  profile {profile.Id} in {string.Join(", ", profile.Vpcs.Select(vpc => $"{vpc.VpcId} {vpc.State} at {vpc.Priority}"))}");
            text.Append(
                $" holds {(profile.Resources is { } held ? string.Join(", ", held.Select(resource => $"{resource.ResourceId} {resource.State}")) : "unread resources")}\n"
            );
        }

        return text.ToString();
    }

    private static string ListOf(NetworkSnapshot network, FirewallRule rule) =>
        network.FirewallDomainLists.Find(rule.DomainListId) is { } list ? $"[{list.Domains}]" : "an unread list";
}
