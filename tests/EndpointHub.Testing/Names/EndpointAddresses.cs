using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>The responses of AWS's public DNS for the generated names of endpoints.</summary>
internal static class EndpointAddresses
{
    /// <summary>The addresses of every regional and zonal name. The zone is at the end of the first label.</summary>
    public static IReadOnlyDictionary<string, ValueList<string>> ByName(NetworkSnapshot network)
    {
        var addresses = new Dictionary<string, ValueList<string>>(StringComparer.Ordinal);
        foreach (var endpoint in network.Endpoints.Where(endpoint => endpoint.RegionalName is not null))
        {
            var name = endpoint.RegionalName!.DnsName;
            addresses[name] = Of(network, endpoint);
            foreach (var nic in endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces[id]))
            {
                var dot = name.IndexOf('.', StringComparison.Ordinal);
                addresses[$"{name[..dot]}-{network.Subnets[nic.SubnetId].AvailabilityZone}{name[dot..]}"] = ValueList.Of(
                    nic.Address!.Value.ToString()
                );
            }
        }

        return addresses;
    }

    /// <summary>The addresses of an endpoint.</summary>
    public static ValueList<string> Of(NetworkSnapshot network, Endpoint endpoint) =>
        endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces[id].Address!.Value.ToString()).ToValueList();
}
