using EndpointHub.Topology;

namespace EndpointHub.Testing.Names;

/// <summary>
/// Asks as a VPC's clients do whose firewall looks at each name of a chain. BIND's policies end with the first name that they let through, as DNS
/// Firewall's do where a rule trusts redirections (Resolver API reference, FirewallRule); where none does, each further name is asked on its own.
/// </summary>
internal static class FirewalledDig
{
    /// <summary>Asks.</summary>
    /// <param name="network">The landscape; whether what its firewall lets through is trusted is the same for all its rules.</param>
    /// <param name="port">The server's port at 127.0.0.1.</param>
    /// <param name="client">The loopback address to ask from.</param>
    /// <param name="names">The names, without a final dot.</param>
    /// <returns>What was said of each name, in their order.</returns>
    public static async Task<IReadOnlyList<DnsReply>> AskAsync(NetworkSnapshot network, int port, string client, IReadOnlyList<string> names)
    {
        var replies = await Dig.AskAsync(port, client, names);
        if (!Inspects(network))
            return replies;

        var further = replies.SelectMany(reply => reply.Redirections).Distinct(StringComparer.Ordinal).ToList();
        var blocked = further.Zip(await Dig.AskAsync(port, client, further)).Where(one => one.Second.Status == "NXDOMAIN").Select(one => one.First).ToHashSet(StringComparer.Ordinal);
        return [.. replies.Select(reply => reply.Addresses.Count > 0 && reply.Redirections.Any(blocked.Contains) ? reply with { Status = "NXDOMAIN" } : reply)];
    }

    private static bool Inspects(NetworkSnapshot network) => network.FirewallRuleGroups
        .SelectMany(one => one.Rules ?? ValueList<FirewallRule>.Empty).Any(rule => rule is { Action: not FirewallAction.Block, TrustsRedirection: false });
}
