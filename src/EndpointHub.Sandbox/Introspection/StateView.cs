using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Introspection;

/// <summary>The complete state for JSON output: the wire shapes by account and Region, and the zones.</summary>
internal static class StateView
{
    public static object Of(World world) =>
        new
        {
            world.Now,
            Networks = world
                .Networks.Where(n => !n.IsEmpty)
                .Select(n => new
                {
                    n.Account,
                    n.Region,
                    Vpcs = n.Vpcs.All,
                    Subnets = n.Subnets.All,
                    RouteTables = n.RouteTables.All,
                    SecurityGroups = n.SecurityGroups.All,
                    SecurityGroupRules = n.SecurityGroupRules.All,
                    NetworkAcls = n.NetworkAcls.All,
                    Interfaces = n.Interfaces.All,
                    Endpoints = n.Endpoints.All,
                    InternetGateways = n.InternetGateways.All,
                    EgressOnlyInternetGateways = n.EgressOnlyInternetGateways.All,
                    NatGateways = n.NatGateways.All,
                    Addresses = n.Addresses.All,
                    DhcpOptionSets = n.DhcpOptionSets.All,
                    PrefixLists = n.PrefixLists.All,
                    Tags = n.Tags.All.Select(t => new
                    {
                        t.Id,
                        t.Tag.Key,
                        t.Tag.Value,
                    }),
                    TransitGatewayRouteTables = n.TransitGatewayRouteTables.All.Select(t => new
                    {
                        t.TransitGatewayRouteTableId,
                        t.State,
                        t.Associations,
                        t.Propagations,
                        t.StaticRoutes,
                        t.PrefixLists,
                    }),
                }),
            Peerings = world.Peerings.All,
            TransitGateways = world.TransitGateways.All,
            TransitGatewayAttachments = world.TransitGatewayAttachments.All,
            ResolverRules = world.ResolverRules.All,
            ResolverRuleAssociations = world.ResolverRuleAssociations.All,
            FirewallDomainLists = world.FirewallDomainLists.All.Select(l => new
            {
                l.Id,
                l.Name,
                l.Account,
                l.Region,
                l.Status,
                l.Domains,
            }),
            FirewallRuleGroups = world.FirewallRuleGroups.All.Select(g => new
            {
                g.Id,
                g.Name,
                g.OwnerId,
                g.Region,
                g.Rules,
            }),
            FirewallRuleGroupAssociations = world.FirewallRuleGroupAssociations.All,
            Profiles = world.Profiles.All,
            ProfileAssociations = world.ProfileAssociations.All,
            ProfileResources = world.ProfileResources.All,
            Zones = world.Zones.All.Select(z => new
            {
                z.Id,
                z.Name,
                z.Owner,
                z.IsPrivate,
                z.Comment,
                z.Vpcs,
                z.Authorizations,
                z.Tags,
                Records = z.Records.Values,
            }),
        };
}
