using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Landscapes;

/// <summary>Executes plans on a snapshot like AWS: created resources get an id, an address and a name instead of symbols.</summary>
internal static class PlanSimulation
{
    /// <summary>The network after a plan, without symbols.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="series">Distinguishes the ids of this plan from those of others.</param>
    public static NetworkSnapshot Executed(this Plan plan, string series)
    {
        var symbols = new SymbolTable();
        var network = plan.Before;
        foreach (var step in plan.Steps)
        {
            if (step.Creates is { } symbol)
                symbols.Bind(symbol, $"{symbol.Split('/')[1]}-{series}{symbols.Known.Count:00}");
            var bound = step.Bound(symbols);
            network = network.After(bound);
            if (bound is CreateEndpoint created)
                network = Named(network, created, ((CreateEndpoint)step).RegionalName, symbols);
            if (bound is CreateEndpoint or ModifyEndpoint)
                network = Addressed(network);
        }

        return network;
    }

    private static NetworkSnapshot Named(NetworkSnapshot network, CreateEndpoint created, AliasTarget symbol, SymbolTable symbols)
    {
        var endpoint = network.Endpoints[created.EndpointId];
        var name = new AliasTarget($"{endpoint.Id}-0a1b2c3d.svc.{Landscape.Region}.vpce.amazonaws.com", "Z2E726K9Y6RL4W");
        symbols.Bind(symbol.DnsName, name.DnsName);
        symbols.Bind(symbol.HostedZoneId, name.HostedZoneId);
        return network with { Endpoints = network.Endpoints.With(endpoint with { RegionalName = name }) };
    }

    private static NetworkSnapshot Addressed(NetworkSnapshot network) =>
        network
            .NetworkInterfaces.Where(nic => nic.Address is null)
            .Aggregate(
                network,
                (before, nic) =>
                    before with
                    {
                        NetworkInterfaces = before.NetworkInterfaces.With(nic with { Address = Landscape.FreeAddress(before, nic.SubnetId) }),
                    }
            );
}
