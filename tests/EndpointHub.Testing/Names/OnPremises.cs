namespace EndpointHub.Testing.Names;

/// <summary>The DNS server that a customer's forwarding rules lead to: it answers every name alike.</summary>
internal static class OnPremises
{
    /// <summary>What it answers (a documentation address, RFC 5737).</summary>
    public const string Address = "192.0.2.1";

    public static Task<NamedServer> StartAsync() =>
        NamedServer.StartAsync([new DnsView("world", Client: null, AsksFrom: null, [new DnsZone(".", [("*", "A", Address)])], [])], onPremisesPort: 0);
}
