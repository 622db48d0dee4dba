using System.Diagnostics;
using System.Globalization;

namespace EndpointHub.Testing.Names;

/// <summary>The response of a DNS server for one name.</summary>
/// <param name="Status">The response code, for example <c>NXDOMAIN</c>.</param>
/// <param name="Addresses">The IPv4 addresses at the end of the chain.</param>
/// <param name="Redirections">The further names of the chain.</param>
internal sealed record DnsReply(string Status, ValueList<string> Addresses, ValueList<string> Redirections);

/// <summary>BIND's client: queries the addresses of many names in one process.</summary>
internal static class Dig
{
    /// <summary>Queries names.</summary>
    /// <param name="port">The server's port at 127.0.0.1.</param>
    /// <param name="client">The loopback address to query from.</param>
    /// <param name="names">The names, without a final dot.</param>
    /// <returns>The response for each name, in order.</returns>
    /// <exception cref="InvalidOperationException">A name got no response.</exception>
    public static async Task<IReadOnlyList<DnsReply>> AskAsync(int port, string client, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return [];

        var start = new ProcessStartInfo(
            ExternalProgram.Find("dig")!,
            [
                "-b",
                client,
                "@127.0.0.1",
                "-p",
                port.ToString(CultureInfo.InvariantCulture),
                "-f",
                "-",
                "-t",
                "A",
                "+noall",
                "+comments",
                "+answer",
                "+noedns",
                "+nocookie",
                "+tries=2",
                "+time=5",
            ]
        )
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        foreach (var name in names)
            await process.StandardInput.WriteLineAsync($"{name}.");
        process.StandardInput.Close();
        var replies = Read(await output);
        await process.WaitForExitAsync();
        return replies.Count == names.Count
            ? replies
            : throw new InvalidOperationException($"dig sent {names.Count} queries and received {replies.Count} responses: {await output}");
    }

    private static List<DnsReply> Read(string output)
    {
        const string Status = "status: ";
        var replies = new List<DnsReply>();
        foreach (var line in output.Split('\n'))
        {
            if (line.StartsWith(";; ->>HEADER<<-", StringComparison.Ordinal))
            {
                var at = line.IndexOf(Status, StringComparison.Ordinal) + Status.Length;
                replies.Add(new DnsReply(line[at..line.IndexOf(',', at)], ValueList<string>.Empty, ValueList<string>.Empty));
            }
            else if (!line.StartsWith(';') && line.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries) is [_, _, "IN", "A", var address])
            {
                replies[^1] = replies[^1] with { Addresses = replies[^1].Addresses.With(address) };
            }
            else if (!line.StartsWith(';') && line.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries) is [_, _, "IN", "CNAME", var name])
            {
                replies[^1] = replies[^1] with { Redirections = replies[^1].Redirections.With(name.TrimEnd('.')) };
            }
        }

        return replies;
    }
}
