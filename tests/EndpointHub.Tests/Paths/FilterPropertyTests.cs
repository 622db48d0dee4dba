using EndpointHub.Paths;
using EndpointHub.Testing;
using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>
/// Compares network ACLs and security groups with the simplest form of their rules, for one packet at a time: the lowest matching number decides,
/// and allow rules are combined.
/// </summary>
public sealed class FilterPropertyTests
{
    private const string ClientSubnet = "subnet-dev-a";
    private static readonly Cidr Clients = Cidr.Parse("10.2.0.0/24");
    private static readonly int[] PortEdges = [0, 443, 1023, 1024, 2000, 32767, 32768, 40000, 65535];

    [RandomProperty]
    public Property A_subnets_requests_pass_the_hubs_acl_when_those_of_every_client_do() =>
        Holds(EntriesAround(Clients), entries => Verdict(HubAcl(entries, egress: false)) == All(entries, egress: false, [443]));

    [RandomProperty]
    public Property Answers_pass_the_hubs_acl_when_those_to_every_client_and_common_port_do() =>
        Holds(
            EntriesAround(Clients),
            entries => Verdict(HubAcl(entries, egress: true)) == All(entries, egress: true, PortsToTry(entries).Where(port => port >= 32768))
        );

    [RandomProperty]
    public Property A_narrow_range_is_reported_when_only_lower_ephemeral_ports_are_denied() =>
        Holds(
            EntriesAround(Clients),
            entries =>
            {
                var way = Way(HubAcl(entries, egress: true));
                var lower = All(entries, egress: true, PortsToTry(entries).Where(port => port is >= 1024 and < 32768));
                return way.Verdict != PathVerdict.Reachable || way.Hops.Any(hop => hop.Finding?.Code == FindingCode.EphemeralPortsNarrow) != lower;
            }
        );

    [RandomProperty]
    public Property The_list_order_of_acl_entries_makes_no_difference() =>
        Holds(
            EntriesAround(Clients),
            entries => Test(HubAcl(entries, egress: true)).Findings.Equals(Test(HubAcl(entries.AsEnumerable().Reverse(), egress: true)).Findings)
        );

    [RandomProperty]
    public Property A_group_allows_a_subnet_when_its_rules_together_allow_every_client() =>
        Holds(
            Gen.ListOf(from cidr in CidrAround(Clients) from traffic in AnyTraffic() select new SecurityRule(traffic, RulePeer.From(cidr))),
            rules =>
                Verdict(Network().WithIngress([.. rules]))
                == AddressesOf(Clients).All(address => rules.Any(rule => rule.Traffic.AdmitsTcp(443) && rule.Peer.Cidr!.Value.Contains(address)))
        );

    private static Property Holds<T>(Gen<T> values, Func<T, bool> property) => Prop.ForAll(values.ToArbitrary(), property);

    private static bool Verdict(NetworkSnapshot network) => Way(network).Verdict == PathVerdict.Reachable;

    private static AddressPath Way(NetworkSnapshot network) =>
        Test(network)
            .Subnets.Single(subnet => subnet.SubnetId == ClientSubnet)
            .Addresses.Single(address => address.NetworkInterfaceId.EndsWith("shared-a", StringComparison.Ordinal));

    /// <summary>The entries of one direction; the other direction is open.</summary>
    private static NetworkSnapshot HubAcl(IEnumerable<NetworkAclEntry> entries, bool egress) =>
        Network()
            .WithAcl(
                "vpc-shared",
                ["subnet-shared-a"],
                [.. entries.Where(entry => entry.IsEgress == egress), new NetworkAclEntry(1, !egress, Allows: true, Traffic.All, Cidr.Everything)]
            );

    private static Gen<List<NetworkAclEntry>> EntriesAround(Cidr block) =>
        from entries in Gen.ListOf(
            from number in Gen.Choose(1, 40)
            from egress in Gen.Elements(true, false)
            from allows in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
            from traffic in AnyTraffic()
            from cidr in CidrAround(block)
            select new NetworkAclEntry(number, egress, allows, traffic, cidr)
        )
        select entries.DistinctBy(entry => (entry.RuleNumber, entry.IsEgress)).ToList();

    private static Gen<Cidr> CidrAround(Cidr block) =>
        from offset in Gen.Choose(0, 255)
        from length in Gen.Elements(0, 8, 16, 23, 24, 25, 25, 26, 32)
        select new Cidr(new Ipv4(block.Network.Value + (uint)offset), length);

    private static Gen<Traffic> AnyTraffic() =>
        Gen.Frequency(
            (3, Gen.Constant(Traffic.All)),
            (1, Gen.Constant(new Traffic("udp", 0, 65535))),
            (1, Gen.Constant(new Traffic("6", FromPort: null, ToPort: null))),
            (
                5,
                from one in Gen.Elements(PortEdges)
                from other in Gen.Elements(PortEdges)
                select new Traffic("tcp", Math.Min(one, other), Math.Max(one, other))
            )
        );

    private static bool All(List<NetworkAclEntry> entries, bool egress, IEnumerable<int> ports)
    {
        var tried = ports.ToList();
        return AddressesOf(Clients)
            .All(address =>
                tried.TrueForAll(port =>
                    entries
                        .Where(entry => entry.IsEgress == egress && entry.Traffic.AdmitsTcp(port) && entry.Cidr.Contains(address))
                        .MinBy(entry => entry.RuleNumber)
                        is { Allows: true }
                )
            );
    }

    // Decisions change only at the boundaries of entries.
    private static IEnumerable<int> PortsToTry(List<NetworkAclEntry> entries) =>
        entries
            .SelectMany(entry => new[] { entry.Traffic.FromPort - 1, entry.Traffic.FromPort, entry.Traffic.ToPort, entry.Traffic.ToPort + 1 })
            .OfType<int>()
            .Concat([1024, 32767, 32768, 65535])
            .Where(port => port is >= 1024 and <= 65535)
            .Distinct();

    private static IEnumerable<Ipv4> AddressesOf(Cidr cidr) =>
        Enumerable.Range(0, (int)(cidr.Last.Value - cidr.Network.Value + 1)).Select(offset => new Ipv4(cidr.Network.Value + (uint)offset));
}
