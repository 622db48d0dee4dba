using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.Settling;
using EndpointHub.Sandbox.Wire.Ec2;
using EndpointHub.Sandbox.Wire.Route53Profiles;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.State;

/// <summary>Everything that exists, in all accounts and Regions.</summary>
internal sealed class World(SandboxOptions options)
{
    /// <summary>Resolver and Profiles have one code for what is not there and for what is no id.</summary>
    private const string Missing = "ResourceNotFoundException";

    private readonly OrderedDictionary<(string Account, string Region), Network> _networks = [];
    private readonly Random _delays = new(options.Seed ^ 0x5e771e);

    public SandboxOptions Options => options;

    public Agenda Agenda { get; } = new();

    public Ids Ids { get; } = new(options.Seed);

    public ServiceCatalog Services { get; } = options.Services ?? ServiceCatalog.BuiltIn;

    public PrivateDns Dns { get; } = new();

    public ZoneBook Zones { get; } = new();

    /// <summary>Peerings stand between two networks, so they belong to none.</summary>
    public Table<VpcPeeringConnection> Peerings { get; } = new(
        "pcx", "InvalidVpcPeeringConnectionID.NotFound", "InvalidVpcPeeringConnectionID.Malformed", "vpcPeeringConnection");

    /// <summary>A Transit Gateway of one account may be used by others, so it stands here as well.</summary>
    public Table<TransitGateway> TransitGateways { get; } = new("tgw", "InvalidTransitGatewayID.NotFound", "InvalidTransitGatewayID.Malformed", "transit gateway");

    public Table<TransitGatewayVpcAttachment> TransitGatewayAttachments { get; } = new(
        "tgw-attach", "InvalidTransitGatewayAttachmentID.NotFound", "InvalidTransitGatewayAttachmentID.Malformed", "transit gateway attachment");

    /// <summary>Rules and Profiles of one account may be shared with others too. The rule that Resolver makes itself is not among them: it is always there.</summary>
    public Table<ResolverRule> ResolverRules { get; } = new("rslvr-rr", Missing, Missing, "resolver rule");

    public Table<ResolverRuleAssociation> ResolverRuleAssociations { get; } = new("rslvr-rrassoc", Missing, Missing, "resolver rule association");

    public Table<Profile> Profiles { get; } = new("rp", Missing, Missing, "profile");

    public Table<ProfileAssociation> ProfileAssociations { get; } = new("rpassoc", Missing, Missing, "profile association");

    public Table<ProfileResourceAssociation> ProfileResources { get; } = new("rpr", Missing, Missing, "profile resource association");

    public Table<FirewallDomainList> FirewallDomainLists { get; } = new("rslvr-fdl", Missing, Missing, "firewall domain list");

    public Table<FirewallRuleGroup> FirewallRuleGroups { get; } = new("rslvr-frg", Missing, Missing, "firewall rule group");

    public Table<FirewallRuleGroupAssociation> FirewallRuleGroupAssociations { get; } = new("rslvr-frgassoc", Missing, Missing, "firewall rule group association");

    public IEnumerable<Network> Networks => _networks.Values;

    public DateTimeOffset Now => Agenda.Now;

    public Network Network(string account, string region)
    {
        if (!_networks.TryGetValue((account, region), out var network))
            _networks.Add((account, region), network = new Network(account, region));
        return network;
    }

    /// <summary>The network that holds the VPC, whoever owns it; null if there is none in that Region.</summary>
    public Network? HomeOf(string vpcId, string region) => Networks.FirstOrDefault(n => n.Region == region && n.Vpcs.Has(vpcId));

    /// <summary>Lets something happen after a time drawn from the range, and not before that instant; when it will be.</summary>
    public DateTimeOffset After(DurationRange range, DateTimeOffset notBefore, Action happening)
    {
        var delay = range.Draw(_delays);
        var due = Now + delay < notBefore ? notBefore : Now + delay;
        Agenda.After(due - Now, happening);
        return due;
    }

    /// <summary>Lets something happen after a time drawn from the range.</summary>
    public void After(DurationRange range, Action happening) => Agenda.After(range.Draw(_delays), happening);
}
