using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Introspection;

/// <summary>The whole state as JSON shows it: the wire shapes by account and Region, and the zones.</summary>
internal static class StateView
{
    public static object Of(World world) => new
    {
        world.Now,
        Networks = world.Networks.Select(n => new
        {
            n.Account, n.Region, Vpcs = n.Vpcs.All, Subnets = n.Subnets.All, RouteTables = n.RouteTables.All, SecurityGroups = n.SecurityGroups.All,
            SecurityGroupRules = n.SecurityGroupRules.All, NetworkAcls = n.NetworkAcls.All, Interfaces = n.Interfaces.All, Endpoints = n.Endpoints.All,
            InternetGateways = n.InternetGateways.All, NatGateways = n.NatGateways.All, Addresses = n.Addresses.All,
        }),
        Peerings = world.Peerings.All,
        Zones = world.Zones.All.Select(z => new
        {
            z.Id, z.Name, z.Owner, z.IsPrivate, z.Comment, z.Vpcs, z.Authorizations, z.Tags, Records = z.Records.Values,
        }),
    };
}
