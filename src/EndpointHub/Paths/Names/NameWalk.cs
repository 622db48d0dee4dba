using EndpointHub.Topology;

namespace EndpointHub.Paths;

/// <summary>Follows one name in one VPC as its resolver would, from zone to record to endpoint.</summary>
internal sealed class NameWalk
{
    // Longer chains are cut off by resolvers too; real ones have one link or two.
    private const int MaxLinks = 8;

    private readonly PathIndex _index;
    private readonly Vpc _vpc;
    private readonly PathQuestion _question;
    private readonly Endpoint? _wanted;
    private readonly ResolverHop _resolver;

    /// <summary>Prepares to follow names.</summary>
    /// <param name="index">The network.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="wanted">The endpoint that the names should lead to; null when the hub has none.</param>
    public NameWalk(PathIndex index, PathQuestion question, Endpoint? wanted)
    {
        _index = index;
        _vpc = index.Snapshot.Vpcs[question.SpokeVpcId];
        _question = question;
        _wanted = wanted;
        _resolver = Resolver(_vpc);
    }

    public NamePath Follow(TestedName tested)
    {
        List<PathHop> hops = [_resolver];
        var endpoint = Ask(tested, hops);
        return new NamePath(tested.Name, hops.Select(hop => hop.Verdict).Worst(), endpoint?.Id, hops.ToValueList());
    }

    private static ResolverHop Resolver(Vpc vpc)
    {
        var finding = !vpc.EnableDnsSupport ? NameFindings.DnsSupportOff(vpc)
            : !vpc.EnableDnsHostnames ? NameFindings.DnsHostnamesOff(vpc)
            : !vpc.DomainNameServers.All(server => IsOwnResolver(vpc, server)) ? NameFindings.OtherServers(vpc)
            : null;
        return new ResolverHop(vpc.Id, vpc.DomainNameServers, finding);
    }

    // The VPC's resolver by its other names: the link-local address, and the second address of each block (VPC user guide, DNS attributes).
    private static bool IsOwnResolver(Vpc vpc, string server) => server is "AmazonProvidedDNS" or "169.254.169.253"
        || (Ipv4.TryParse(server, out var address) && vpc.Cidrs.Any(cidr => cidr.Network.Value + 2 == address.Value));

    private Endpoint? Ask(TestedName tested, List<PathHop> hops)
    {
        for (var links = 0; links < MaxLinks; links++)
        {
            var decision = _index.Domains.Deciding(_vpc.Id, tested.Name);
            hops.AddRange(DecisionHops.Before(decision, _index.Domains, _vpc, tested));
            if (decision.Claims.Count == 0)
            {
                hops.Add(new ZoneHop(_vpc.Id, ZoneName: null, NameFindings.Public(_vpc, tested.Name, UnassociatedZone(tested))));
                return null;
            }

            if (DecisionHops.Open(decision, _vpc, tested) is { } open)
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

        hops.Add(Endless(hops[hops.Count - 1].Resource, tested.Name));
        return null;
    }

    private static RecordHop Endless(string resource, string name) =>
        new(resource, name, Answer: null, NameFindings.TargetUnknown(resource, name, "itself"));

    private Endpoint? AskManaged(EndpointClaim claim, string domain, TestedName tested, List<PathHop> hops)
    {
        var owner = claim.Owner;

        // Each of its names without the wildcard is a zone of its own, so a wildcard of a wider one does not answer here.
        var hasName = owner.PrivateNames.Any(name => Naming.DnsName.WithoutWildcard(name) == domain && Naming.DnsName.Answers(name, tested.Name));
        hops.Add(new ZoneHop(owner.Id, domain, IsWanted(owner) ? null
            : owner.VpcId == _vpc.Id && owner.ServiceName == _question.ServiceName ? NameFindings.StillOn(owner, tested.Name)
            : hasName ? NameFindings.Elsewhere(owner.Id, tested.Name, owner.Id, _question.HubVpcId)
            : null) { ProfileId = claim.Through?.ProfileId });
        hops.Add(hasName
            ? new RecordHop(owner.Id, tested.Name, owner.RegionalName?.DnsName, Finding: null)
            : new RecordHop(owner.Id, RecordName: null, Answer: null, NameFindings.NotAmongItsNames(owner, tested)));
        return hasName ? owner : null;
    }

    /// <summary>What a zone answers: an endpoint, a name to ask next, or neither.</summary>
    private (Endpoint? Endpoint, string? Next) AskZone(ZoneClaim claim, TestedName tested, List<PathHop> hops)
    {
        var zone = claim.Zone;
        if (_index.Domains.RecordsOf(zone) is not { } known)
        {
            hops.Add(new ZoneHop(zone.Id, zone.Name, NameFindings.Unreadable(zone, tested.Name)) { ProfileId = claim.Through?.ProfileId });
            return default;
        }

        hops.Add(new ZoneHop(zone.Id, zone.Name, Finding: null) { ProfileId = claim.Through?.ProfileId });
        return AskRecords(zone, known, tested, hops, links: 0);
    }

    private (Endpoint? Endpoint, string? Next) AskRecords(PrivateZone zone, ZoneRecords known, TestedName tested, List<PathHop> hops, int links)
    {
        if (links == MaxLinks)
        {
            hops.Add(Endless(zone.Id, tested.Name));
            return default;
        }

        var records = known.For(tested.Name).ToList();
        var record = records.Find(present => present.Type == "A") ?? records.Find(present => present.Type == "CNAME");
        if (record is null)
        {
            hops.Add(new RecordHop(zone.Id, RecordName: null, Answer: null, records.Count == 0
                ? NameFindings.NoRecord(zone, tested, _wanted?.RegionalName)
                : NameFindings.NoAddressType(zone, tested.Name, records)));
            return default;
        }

        return record switch
        {
            { Type: "A", Alias: null } => (AskAddresses(zone, record, tested, hops), null),
            // An alias is no question to the resolver: its own zone answers it, even where a more specific zone covers the target
            // (Route 53 developer guide, choosing between alias and non-alias records).
            { Alias: { } alias } when alias.HostedZoneId == zone.Id =>
                AskRecords(zone, known, new TestedName(Linked(zone, record, alias.DnsName, hops), IsUnderWildcard: false), hops, links + 1),
            { Alias: { } alias } => (AskEndpointName(zone, record, alias.DnsName, tested, hops), null),
            // A CNAME is one: rules and zones go before AWS's public answer, an endpoint's own name not excepted.
            { Values.Count: > 0 } when _index.Domains.Deciding(_vpc.Id, CanonicalName(record)).Claims.Count > 0 =>
                (null, Linked(zone, record, CanonicalName(record), hops)),
            _ => (AskEndpointName(zone, record, CanonicalName(record), tested, hops), null),
        };
    }

    private static string CanonicalName(ZoneRecord record) => Naming.DnsName.Normalize(record.Values.Count > 0 ? record.Values[0] : "");

    private static string Linked(PrivateZone zone, ZoneRecord record, string next, List<PathHop> hops)
    {
        hops.Add(new RecordHop(zone.Id, record.Name, next, Finding: null));
        return next;
    }

    private Endpoint? AskEndpointName(PrivateZone zone, ZoneRecord record, string target, TestedName tested, List<PathHop> hops)
    {
        var endpoint = _index.Domains.EndpointNamed(target, out var availabilityZone);
        var finding = endpoint is null ? NameFindings.TargetUnknown(zone.Id, tested.Name, target)
            : !IsWanted(endpoint) ? NameFindings.Elsewhere(zone.Id, tested.Name, endpoint.Id, _question.HubVpcId)
            : availabilityZone is not null ? NameFindings.Zonal(zone.Id, tested.Name, availabilityZone, endpoint)
            : null;
        hops.Add(new RecordHop(zone.Id, record.Name, target, finding));
        return endpoint;
    }

    private Endpoint? AskAddresses(PrivateZone zone, ZoneRecord record, TestedName tested, List<PathHop> hops)
    {
        var ours = record.Values.Count == 0 ? null : _index.EndpointsOf(_question.HubVpcId, _question.ServiceName)
            .FirstOrDefault(endpoint => record.Values.All(AddressesOf(endpoint).Contains));
        hops.Add(new RecordHop(zone.Id, record.Name, record.Values.ToString(), ours is not null
            ? NameFindings.Pinned(zone, tested.Name, ours)
            : NameFindings.Elsewhere(zone.Id, tested.Name, record.Values.ToString(), _question.HubVpcId)));
        return ours;
    }

    private List<string?> AddressesOf(Endpoint endpoint) =>
        endpoint.NetworkInterfaceIds.Select(id => _index.Snapshot.NetworkInterfaces.Find(id)?.Address?.ToString()).ToList();

    private bool IsWanted(Endpoint endpoint) => endpoint.VpcId == _question.HubVpcId && endpoint.ServiceName == _question.ServiceName;

    /// <summary>A zone of the name that stands and does not answer here.</summary>
    private PrivateZone? UnassociatedZone(TestedName tested)
    {
        var domain = tested.IsUnderWildcard ? tested.Name.Substring(tested.Name.IndexOf('.') + 1) : tested.Name;
        return _index.Domains.ZonesNamed(domain).FirstOrDefault();
    }
}
