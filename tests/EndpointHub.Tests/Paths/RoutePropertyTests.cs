using EndpointHub.Paths;
using EndpointHub.Testing;
using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;
using static EndpointHub.Tests.Paths.WorkingHub;

namespace EndpointHub.Tests.Paths;

/// <summary>
/// Compares route tables with the simplest form of their rule: for one address, the longest matching prefix wins, and of equal prefixes the static
/// route.
/// </summary>
public sealed class RoutePropertyTests
{
    private static readonly RouteTarget[] Targets =
    [
        RouteTarget.Peering(PeeringId),
        RouteTarget.Peering(PeeringId),
        RouteTarget.Peering("pcx-other"),
        new(RouteTargetKind.NatGateway, "nat-0a"),
    ];

    [RandomProperty]
    public Property Requests_arrive_when_the_longest_prefix_points_to_the_hub() =>
        Holds(
            "10.255.0.0/22",
            routes =>
            {
                var network = Network().WithRoutes("rtb-dev", routes);
                return Test(network)
                    .Subnets.SelectMany(subnet => subnet.Addresses)
                    .All(address => (address.Verdict == PathVerdict.Reachable) == LeadsTo(routes, address.Address));
            }
        );

    [RandomProperty]
    public Property Answers_arrive_when_the_longest_prefix_points_to_the_spoke_for_every_client() =>
        Holds(
            "10.2.0.0/22",
            routes =>
            {
                var network = Network().WithRoutes("rtb-shared", routes);
                return Test(network)
                    .Subnets.All(subnet =>
                        (subnet.Verdict == PathVerdict.Reachable)
                        == AddressesOf(network.Subnets[subnet.SubnetId].Cidr).All(address => LeadsTo(routes, address))
                    );
            }
        );

    [RandomProperty]
    public Property The_requester_side_of_the_peering_makes_no_difference() =>
        Holds(
            "10.255.0.0/22",
            routes =>
            {
                var network = Network().WithRoutes("rtb-dev", routes);
                var peering = network.Peerings[PeeringId];
                var turned = network with
                {
                    Peerings = network.Peerings.With(peering with { Requester = peering.Accepter, Accepter = peering.Requester }),
                };
                return Test(network).Findings.Equals(Test(turned).Findings);
            }
        );

    private static Property Holds(string around, Func<List<Route>, bool> property) =>
        Prop.ForAll(RoutesIn(Cidr.Parse(around)).ToArbitrary(), property);

    private static Gen<List<Route>> RoutesIn(Cidr block) =>
        from routes in Gen.ListOf(RouteIn(block))
        select routes.DistinctBy(route => (route.Destination, route.IsPropagated)).ToList();

    // From wider than the block to single addresses, so that routes contain, miss and split its subnets.
    private static Gen<Route> RouteIn(Cidr block) =>
        from offset in Gen.Choose(0, 1023)
        from length in Gen.Elements(0, 8, 16, 22, 23, 24, 25, 26, 30, 32)
        from target in Gen.Elements(Targets)
        from isBlackhole in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from isPropagated in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Route(RouteDestination.To(new Cidr(new Ipv4(block.Network.Value + (uint)offset), length)), target, isBlackhole, isPropagated);

    private static bool LeadsTo(List<Route> routes, Ipv4 address) =>
        routes
            .Where(route => route.Destination.Cidr!.Value.Contains(address))
            .MaxBy(route => (route.Destination.Cidr!.Value.PrefixLength, !route.IsPropagated))
            is { IsBlackhole: false, Target.Id: PeeringId };

    private static IEnumerable<Ipv4> AddressesOf(Cidr cidr) =>
        Enumerable.Range(0, (int)(cidr.Last.Value - cidr.Network.Value + 1)).Select(offset => new Ipv4(cidr.Network.Value + (uint)offset));
}
