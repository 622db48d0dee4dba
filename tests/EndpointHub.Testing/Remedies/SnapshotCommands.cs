using System.Text.RegularExpressions;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Remedies;

/// <summary>
/// Runs the commands of findings on a snapshot, as EC2 would: a rule number, a route or a rule that exists already is refused. Commands that only
/// show something, and cmdlets, are not run.
/// </summary>
internal static partial class SnapshotCommands
{
    /// <summary>Runs commands in their order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="commands">Commands, separated as in findings.</param>
    /// <returns>The changed network, and the commands that were not run.</returns>
    /// <exception cref="InvalidOperationException">AWS would refuse a command.</exception>
    public static (NetworkSnapshot Network, IReadOnlyList<string> Left) Run(NetworkSnapshot network, string commands)
    {
        var left = new List<string>();
        foreach (var command in commands.Split("; "))
        {
            if (Apply(network, command) is { } changed)
                network = changed;
            else
                left.Add(command);
        }

        return (network, left);
    }

    private static NetworkSnapshot? Apply(NetworkSnapshot network, string command)
    {
        var words = command.Split(' ');
        if (words is not ["aws", "ec2", var action, ..])
            return null;

        string? Option(string name) => Array.IndexOf(words, name) is var at and >= 0 ? words[at + 1].Trim('\'') : null;
        return action switch
        {
            "create-network-acl-entry" => WithEntry(
                network,
                network.NetworkAcls[Option("--network-acl-id")!],
                new NetworkAclEntry(
                    int.Parse(Option("--rule-number")!, System.Globalization.CultureInfo.InvariantCulture),
                    words.Contains("--egress"),
                    Allows: true,
                    Ports(Option("--port-range")!),
                    Cidr.Parse(Option("--cidr-block")!)
                )
            ),
            "authorize-security-group-ingress" when Option("--cidr") is { } cidr => WithRule(
                network,
                Option("--group-id")!,
                Option("--port")!,
                cidr,
                isEgress: false
            ),
            "authorize-security-group-egress" when Option("--cidr") is { } cidr => WithRule(
                network,
                Option("--group-id")!,
                Option("--port")!,
                cidr,
                isEgress: true
            ),
            "create-route" or "replace-route" when Target(Option) is { } target => WithRoute(
                network,
                network.RouteTables[Option("--route-table-id")!],
                RouteDestination.To(Cidr.Parse(Option("--destination-cidr-block")!)),
                target,
                isNew: action == "create-route"
            ),
            "delete-route" when Option("--destination-cidr-block") is { } block => WithoutRoute(
                network,
                network.RouteTables[Option("--route-table-id")!],
                RouteDestination.To(Cidr.Parse(block))
            ),
            _ => null,
        };
    }

    private static RouteTarget? Target(Func<string, string?> option) =>
        option("--vpc-peering-connection-id") is { } peering ? RouteTarget.Peering(peering)
        : option("--transit-gateway-id") is { } gateway ? RouteTarget.TransitGateway(gateway)
        : null;

    private static Traffic Ports(string range)
    {
        var ports = PortPattern().Match(range);
        return new Traffic("tcp", Number(ports.Groups["from"].Value), Number(ports.Groups["to"].Value));
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static NetworkSnapshot WithEntry(NetworkSnapshot network, NetworkAcl acl, NetworkAclEntry entry)
    {
        if (acl.Entries.Any(present => present.IsEgress == entry.IsEgress && present.RuleNumber == entry.RuleNumber))
            throw new InvalidOperationException($"{acl.Id} has a rule {entry.RuleNumber} already.");
        return network with
        {
            NetworkAcls = network.NetworkAcls.With(
                acl with
                {
                    Entries = acl.Entries.Append(entry).OrderBy(present => present.IsEgress).ThenBy(present => present.RuleNumber).ToValueList(),
                }
            ),
        };
    }

    private static NetworkSnapshot WithRule(NetworkSnapshot network, string groupId, string port, string cidr, bool isEgress)
    {
        var group = network.SecurityGroups[groupId];
        var rule = new SecurityRule(Traffic.Tcp(Number(port)), RulePeer.From(Cidr.Parse(cidr)));
        var rules = isEgress ? group.Egress : group.Ingress;
        if (rules.Any(rule.IsSameAs))
            throw new InvalidOperationException($"{groupId} has the rule {rule} already.");

        var all = SecurityRule.Ordered(rules.Append(rule));
        return network with { SecurityGroups = network.SecurityGroups.With(isEgress ? group with { Egress = all } : group with { Ingress = all }) };
    }

    private static NetworkSnapshot WithRoute(NetworkSnapshot network, RouteTable table, RouteDestination destination, RouteTarget target, bool isNew)
    {
        var exists = table.Routes.Any(route => route.Destination == destination && !route.IsPropagated);
        return exists == isNew
            ? throw new InvalidOperationException($"{table.Id} has {(exists ? "a" : "no")} route to {destination}.")
            : network with
            {
                RouteTables = network.RouteTables.With(table.With(new Route(destination, target))),
            };
    }

    private static NetworkSnapshot WithoutRoute(NetworkSnapshot network, RouteTable table, RouteDestination destination) =>
        table.Routes.Any(route => route.Destination == destination && !route.IsPropagated)
            ? network with
            {
                RouteTables = network.RouteTables.With(table.Without(destination)),
            }
            : throw new InvalidOperationException($"{table.Id} has no route to {destination}.");

    [GeneratedRegex("^From=(?<from>[0-9]+),To=(?<to>[0-9]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex PortPattern();
}
