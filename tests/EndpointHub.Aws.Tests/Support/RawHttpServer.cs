using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EndpointHub.AwsTests.Support;

/// <summary>Writes prepared bytes as the response to the request of each connection and closes it, as regular HTTP servers do not.</summary>
internal sealed class RawHttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <param name="answers">One response for each request, in order: the bytes of header and body.</param>
    public RawHttpServer(params string[] answers)
    {
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    public int Answered { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(string[] answers)
    {
        try
        {
            foreach (var answer in answers)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                await ReadRequestAsync(stream);
                Answered++;
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server was disposed.
        }
    }

    // Closing a connection with unread bytes would reset it, and the client could lose the response.
    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var length = 0;
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.Split(':')[1]);
        }

        await reader.ReadBlockAsync(new char[length], _stop.Token);
    }
}
