namespace EndpointHub.Testing.Names;

/// <summary>The target of forwarding rules: a DNS server that answers every name with the same address.</summary>
internal static class OnPremises
{
    /// <summary>The answer (a documentation address, RFC 5737).</summary>
    public const string Address = "192.0.2.1";

    public static Task<NamedServer> StartAsync() =>
        NamedServer.StartAsync(
            [new DnsView("world", Client: null, QuerySource: null, [new DnsZone(".", [("*", "A", Address)])], [])],
            onPremisesPort: 0
        );
}
