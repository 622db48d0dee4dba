using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EndpointHub.AwsTests.Support;

/// <summary>A proxy that records what it is asked for and refuses it, so that no request leaves this machine.</summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromMinutes(2));
    private readonly List<string> _asked = [];
    private readonly List<string> _credentials = [];
    private readonly Task _serving;

    public LoopbackProxy()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The hosts of CONNECT requests, and the URLs of others.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked.Distinct(StringComparer.Ordinal)];
        }
    }

    public IReadOnlyList<string> Credentials
    {
        get
        {
            lock (_asked)
                return [.. _credentials.Distinct(StringComparer.Ordinal)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The proxy was disposed.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var request = (await reader.ReadLineAsync(_stop.Token) ?? "").Split(' ');
        var credentials = "";
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            if (line.StartsWith("Proxy-Authorization: Basic ", StringComparison.OrdinalIgnoreCase))
                credentials = Encoding.ASCII.GetString(Convert.FromBase64String(line.Split(' ')[2]));
        }

        lock (_asked)
        {
            if (request.Length > 1)
                _asked.Add(request[1]);
            if (credentials.Length > 0)
                _credentials.Add(credentials);
        }

        var answer = credentials.Length > 0 ? "403 Forbidden" : "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"";
        await client
            .GetStream()
            .WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _stop.Token);
    }
}
