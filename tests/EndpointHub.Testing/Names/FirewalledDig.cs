using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>
/// Queries like clients of a VPC whose DNS Firewall inspects each name of a chain. BIND's policies end with the first name that passes, like DNS
/// Firewall rules that trust redirections (Resolver API reference, FirewallRule). Otherwise each further name is queried separately.
/// </summary>
internal static class FirewalledDig
{
    /// <summary>Queries names.</summary>
    /// <param name="network">The landscape; all its firewall rules have the same setting for trusting redirections.</param>
    /// <param name="port">The server's port at 127.0.0.1.</param>
    /// <param name="client">The loopback address to query from.</param>
    /// <param name="names">The names, without a final dot.</param>
    /// <returns>The response for each name, in order.</returns>
    public static async Task<IReadOnlyList<DnsReply>> AskAsync(NetworkSnapshot network, int port, string client, IReadOnlyList<string> names)
    {
        var replies = await Dig.AskAsync(port, client, names);
        if (!Inspects(network))
            return replies;

        var further = replies.SelectMany(reply => reply.Redirections).Distinct(StringComparer.Ordinal).ToList();
        var blocked = further
            .Zip(await Dig.AskAsync(port, client, further))
            .Where(one => one.Second.Status == "NXDOMAIN")
            .Select(one => one.First)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. replies.Select(reply =>
                reply.Addresses.Count > 0 && reply.Redirections.Any(blocked.Contains) ? reply with { Status = "NXDOMAIN" } : reply
            ),
        ];
    }

    private static bool Inspects(NetworkSnapshot network) =>
        network
            .FirewallRuleGroups.SelectMany(one => one.Rules ?? ValueList<FirewallRule>.Empty)
            .Any(rule => rule is { Action: not FirewallAction.Block, TrustsRedirection: false });
}
