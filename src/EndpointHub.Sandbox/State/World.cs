using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.Settling;
using EndpointHub.Sandbox.Wire.Ec2;
using EndpointHub.Sandbox.Wire.Route53Profiles;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.State;

/// <summary>The state of the simulated AWS: all resources in all accounts and Regions.</summary>
internal sealed class World(SandboxOptions options)
{
    /// <summary>Resolver and Profiles answer an unknown id and a malformed one with the same code.</summary>
    private const string Missing = "ResourceNotFoundException";

    private readonly OrderedDictionary<(string Account, string Region), Network> _networks = [];
    private readonly Random _delays = new(options.Seed ^ 0x5e771e);

    public SandboxOptions Options => options;

    public Scheduler Scheduler { get; } = new();

    public Ids Ids { get; } = new(options.Seed);

    public ServiceCatalog Services { get; } = options.Services ?? ServiceCatalog.BuiltIn;

    public PrivateDns Dns { get; } = new();

    public ZoneStore Zones { get; } = new();

    /// <summary>Peerings connect two networks, so they are stored outside of both.</summary>
    public Table<VpcPeeringConnection> Peerings { get; } =
        new("pcx", "InvalidVpcPeeringConnectionID.NotFound", "InvalidVpcPeeringConnectionID.Malformed", "vpcPeeringConnection");

    /// <summary>A Transit Gateway of one account can be used by others, so it is also stored outside of a network.</summary>
    public Table<TransitGateway> TransitGateways { get; } =
        new("tgw", "InvalidTransitGatewayID.NotFound", "InvalidTransitGatewayID.Malformed", "transit gateway");

    public Table<TransitGatewayVpcAttachment> TransitGatewayAttachments { get; } =
        new("tgw-attach", "InvalidTransitGatewayAttachmentID.NotFound", "InvalidTransitGatewayAttachmentID.Malformed", "transit gateway attachment");

    /// <summary>
    /// Rules and Profiles can be shared with other accounts, too. The Internet Resolver rule, which every account has, is not stored.
    /// </summary>
    public Table<ResolverRule> ResolverRules { get; } = new("rslvr-rr", Missing, Missing, "resolver rule");

    public Table<ResolverRuleAssociation> ResolverRuleAssociations { get; } = new("rslvr-rrassoc", Missing, Missing, "resolver rule association");

    public Table<Profile> Profiles { get; } = new("rp", Missing, Missing, "profile");

    public Table<ProfileAssociation> ProfileAssociations { get; } = new("rpassoc", Missing, Missing, "profile association");

    public Table<ProfileResourceAssociation> ProfileResources { get; } = new("rpr", Missing, Missing, "profile resource association");

    public Table<FirewallDomainList> FirewallDomainLists { get; } = new("rslvr-fdl", Missing, Missing, "firewall domain list");

    public Table<FirewallRuleGroup> FirewallRuleGroups { get; } = new("rslvr-frg", Missing, Missing, "firewall rule group");

    public Table<FirewallRuleGroupAssociation> FirewallRuleGroupAssociations { get; } =
        new("rslvr-frgassoc", Missing, Missing, "firewall rule group association");

    public IEnumerable<Network> Networks => _networks.Values;

    public DateTimeOffset Now => Scheduler.Now;

    public Network Network(string account, string region)
    {
        if (!_networks.TryGetValue((account, region), out var network))
            _networks.Add((account, region), network = new Network(account, region));
        return network;
    }

    /// <returns>The network that contains the VPC, whichever account owns it; null if the VPC does not exist in the Region.</returns>
    public Network? HomeOf(string vpcId, string region) => Networks.FirstOrDefault(n => n.Region == region && n.Vpcs.Has(vpcId));

    /// <summary>Schedules an event after a delay drawn from the range, but not before an instant.</summary>
    /// <returns>The instant at which the event is due.</returns>
    public DateTimeOffset After(DurationRange range, DateTimeOffset notBefore, Action happening)
    {
        var delay = range.Draw(_delays);
        var due = Now + delay < notBefore ? notBefore : Now + delay;
        Scheduler.After(due - Now, happening);
        return due;
    }

    /// <summary>Schedules an event after a delay drawn from the range.</summary>
    public void After(DurationRange range, Action happening) => Scheduler.After(range.Draw(_delays), happening);
}
