using System.Text.Json;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>The part of the sandbox's state between two moves that concerns names.</summary>
internal sealed class View
{
    private View(List<EndpointSeen> endpoints, List<ZoneSeen> zones) => (Endpoints, Zones) = (endpoints, zones);

    public IReadOnlyList<EndpointSeen> Endpoints { get; }

    public IReadOnlyList<ZoneSeen> Zones { get; }

    public IReadOnlyList<ZoneSeen> Private => [.. Zones.Where(z => !z.IsManaged)];

    /// <summary>The zone with the name that the API lists for the VPC.</summary>
    public IEnumerable<ZoneSeen> Owners(string vpc, string name) => Zones.Where(z => z.Name == name + "." && z.Vpcs.Contains(vpc));

    public static View Of(string state)
    {
        using var json = JsonDocument.Parse(state);
        var endpoints = new List<EndpointSeen>();
        foreach (var network in json.RootElement.GetProperty("networks").EnumerateArray())
        {
            var addresses = network
                .GetProperty("interfaces")
                .EnumerateArray()
                .ToDictionary(i => i.GetProperty("networkInterfaceId").GetString()!, i => i.GetProperty("privateIpAddress").GetString()!);
            endpoints.AddRange(
                network
                    .GetProperty("endpoints")
                    .EnumerateArray()
                    .Select(e => new EndpointSeen(
                        e.GetProperty("vpcEndpointId").GetString()!,
                        e.GetProperty("vpcId").GetString()!,
                        e.GetProperty("serviceName").GetString()!,
                        e.GetProperty("state").GetString()!,
                        e.GetProperty("privateDnsEnabled").GetBoolean(),
                        e.GetProperty("ownerId").GetString()!,
                        e.GetProperty("dnsEntries")[0].GetProperty("dnsName").GetString()!,
                        e.GetProperty("dnsEntries")[0].GetProperty("hostedZoneId").GetString()!,
                        [.. e.GetProperty("networkInterfaceIds").EnumerateArray().Select(i => addresses[i.GetString()!])]
                    ))
            );
        }

        return new(
            endpoints,
            [
                .. json
                    .RootElement.GetProperty("zones")
                    .EnumerateArray()
                    .Select(z => new ZoneSeen(
                        z.GetProperty("id").GetString()!,
                        z.GetProperty("name").GetString()!,
                        z.GetProperty("owner").GetString()!,
                        [.. z.GetProperty("vpcs").EnumerateArray().Select(v => v.GetProperty("id").GetString()!)],
                        [.. z.GetProperty("authorizations").EnumerateArray().Select(v => v.GetProperty("id").GetString()!)],
                        z.GetProperty("records").GetRawText()
                    )),
            ]
        );
    }
}

internal sealed record EndpointSeen(
    string Id,
    string Vpc,
    string Service,
    string State,
    bool HasNames,
    string Account,
    string DnsName,
    string DnsZone,
    IReadOnlyList<string> Addresses
)
{
    public bool IsGoing => State == "deleting";
}

internal sealed record ZoneSeen(
    string Id,
    string Name,
    string Owner,
    IReadOnlyList<string> Vpcs,
    IReadOnlyList<string> Authorizations,
    string Records
)
{
    /// <summary>A managed zone belongs to the endpoint that its records point at.</summary>
    public bool IsOf(EndpointSeen endpoint) => IsManaged && Records.Contains(endpoint.Id, StringComparison.Ordinal);

    public bool IsManaged => Owner == "vpce.amazonaws.com";
}
