using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Names;

/// <summary>Resolves names in one VPC like its Route 53 Resolver does, from zone to record to endpoint.</summary>
internal sealed class NameWalk
{
    private readonly PathIndex _index;
    private readonly Vpc _vpc;
    private readonly PathQuestion _question;
    private readonly RecordWalk _records;
    private readonly ResolverHop _resolver;
    private readonly FirewallWalk? _firewall;

    /// <summary>Prepares to resolve names.</summary>
    /// <param name="index">The network.</param>
    /// <param name="question">The parameters of the path test.</param>
    /// <param name="expected">The endpoint to which the names should resolve; null when the hub has none.</param>
    public NameWalk(PathIndex index, PathQuestion question, Endpoint? expected)
    {
        _index = index;
        _vpc = index.Snapshot.Vpcs[question.SpokeVpcId];
        _question = question;
        _records = new RecordWalk(index, _vpc, question, expected);
        _resolver = Resolver(_vpc);
        _firewall = index.Firewalls.Of(_vpc.Id) is { } firewall ? new FirewallWalk(firewall, _vpc) : null;
    }

    public NamePath Follow(TestedName tested)
    {
        List<PathHop> hops = [_resolver];
        var endpoint = _firewall is null ? Ask(tested, hops) : _firewall.Ask(tested, hops, Ask);
        return new NamePath(tested.Name, hops.Select(hop => hop.Verdict).Worst(), endpoint?.Id, hops.ToValueList());
    }

    private static ResolverHop Resolver(Vpc vpc)
    {
        // Other DNS servers are checked first, because the settings of the VPC's Resolver may not matter with them.
        var finding =
            !vpc.HandsOutDnsServers ? NameFindings.NoServers(vpc)
            : !vpc.DomainNameServers.All(server => IsOwnResolver(vpc, server)) ? NameFindings.OtherServers(vpc)
            : !vpc.EnableDnsSupport ? NameFindings.DnsSupportOff(vpc)
            : !vpc.EnableDnsHostnames ? NameFindings.DnsHostnamesOff(vpc)
            : null;
        return new ResolverHop(vpc.Id, vpc.DomainNameServers, finding);
    }

    // The other addresses of the VPC's Resolver: the link-local ones, and the base of the primary CIDR block plus two (VPC user guide, Amazon DNS
    // server).
    private static bool IsOwnResolver(Vpc vpc, string server) =>
        server is "AmazonProvidedDNS" or "169.254.169.253" or "fd00:ec2::253"
        || (Ipv4.TryParse(server, out var address) && vpc.Cidrs[0].Network.Value + 2 == address.Value);

    private Endpoint? Ask(TestedName tested, List<PathHop> hops)
    {
        for (var links = 0; links < RecordWalk.MaxLinks; links++)
        {
            var decision = _index.Domains.Decide(_vpc.Id, tested.Name);
            hops.AddRange(DecisionHops.Before(decision, _index.Domains, _vpc, tested));
            if (decision.Claims.Count == 0)
            {
                hops.Add(new ZoneHop(_vpc.Id, ZoneName: null, NameFindings.Public(_vpc, tested.Name, UnassociatedZone(tested))));
                return null;
            }

            if (DecisionHops.Open(decision, _index.Domains, _vpc, tested) is { } open)
            {
                hops.Add(open);
                return null;
            }

            if (decision.Claims[0] is EndpointClaim managed)
                return AskManaged(managed, decision.Domain!, tested, hops);

            var (endpoint, next) = AskZone((ZoneClaim)decision.Claims[0], tested, hops);
            if (next is null)
                return endpoint;

            tested = new TestedName(next, IsUnderWildcard: false);
        }

        hops.Add(RecordWalk.Loop(hops[hops.Count - 1].Resource, tested.Name));
        return null;
    }

    private Endpoint? AskManaged(EndpointClaim claim, string domain, TestedName tested, List<PathHop> hops)
    {
        var owner = claim.Owner;

        // Each of its names without the wildcard is a separate zone, so the wildcard of a parent domain does not match here.
        var hasName = owner.PrivateNames.Any(name => Naming.DnsName.WithoutWildcard(name) == domain && Naming.DnsName.Matches(name, tested.Name));
        var finding = _question.IsAbout(owner)
            ? owner.HasIpv4Names
                ? null
                : NameFindings.NoIpv4(owner, tested.Name)
            : owner.VpcId == _vpc.Id && owner.ServiceName == _question.ServiceName
                ? NameFindings.StillOn(owner, tested.Name)
                : hasName
                    ? NameFindings.Elsewhere(owner.Id, tested.Name, owner.Id, _question.HubVpcId)
                    : null;
        hops.Add(new ZoneHop(owner.Id, domain, finding) { ProfileId = claim.Through?.ProfileId });
        hops.Add(
            hasName
                ? new RecordHop(owner.Id, tested.Name, owner.RegionalName?.DnsName, Finding: null)
                : new RecordHop(owner.Id, RecordName: null, Answer: null, NameFindings.NotAmongItsNames(owner, tested))
        );
        return hasName ? owner : null;
    }

    /// <summary>Resolves a name in a zone: to an endpoint, to a name to resolve next, or to neither.</summary>
    private (Endpoint? Endpoint, string? Next) AskZone(ZoneClaim claim, TestedName tested, List<PathHop> hops)
    {
        var zone = claim.Zone;
        if (_index.Domains.RecordsOf(zone) is not { } known)
        {
            hops.Add(new ZoneHop(zone.Id, zone.Name, NameFindings.Unreadable(zone, tested.Name)) { ProfileId = claim.Through?.ProfileId });
            return default;
        }

        hops.Add(new ZoneHop(zone.Id, zone.Name, Finding: null) { ProfileId = claim.Through?.ProfileId });
        return _records.Ask(zone, known, tested, hops);
    }

    /// <summary>A zone with the name that is not associated with the VPC.</summary>
    private PrivateZone? UnassociatedZone(TestedName tested) => _index.Domains.ZonesNamed(tested.Domain).FirstOrDefault();
}
