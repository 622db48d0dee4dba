using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EndpointHub.Testing.Names;

/// <summary>BIND in a separate process on a loopback address and a free port, with its files in a temporary folder.</summary>
internal sealed class NamedServer : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly Task _drained;

    private NamedServer(DirectoryInfo folder, Process process, int port) =>
        (_folder, _process, Port, _drained) = (folder, process, port, process.StandardError.ReadToEndAsync());

    /// <summary>The UDP and TCP port at 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The reason why this machine cannot run the server; null when it can.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "The BIND views identify clients by loopback addresses that only Linux has."
        : ExternalProgram.Find("named") is null ? "BIND's named is not installed (Debian: bind9)."
        : ExternalProgram.Find("dig") is null ? "dig is not installed (Debian: bind9-dnsutils)."
        : null;

    /// <summary>Starts a server and waits until it responds.</summary>
    /// <param name="views">The views.</param>
    /// <param name="onPremisesPort">The port for forwarded queries.</param>
    /// <exception cref="InvalidOperationException">The server does not start or does not load a zone.</exception>
    public static async Task<NamedServer> StartAsync(IReadOnlyList<DnsView> views, int onPremisesPort)
    {
        var folder = Directory.CreateTempSubdirectory("endpointhub-names-");
        var port = FreePort();
        foreach (var (path, text) in views.SelectMany(view => view.Files))
        {
            var file = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "named.conf"), Configuration(folder, views, port, onPremisesPort));
        var start = new ProcessStartInfo(ExternalProgram.Find("named")!, ["-g", "-n", "1", "-c", "named.conf"])
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        try
        {
            await ReadyAsync(process);
            return new NamedServer(folder, process, port);
        }
        catch
        {
            await EndAsync(process, folder);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process, _folder);
        await _drained;
    }

    private static string Configuration(DirectoryInfo folder, IReadOnlyList<DnsView> views, int port, int onPremisesPort) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            options {
              directory "{{folder.FullName}}"; pid-file none; session-keyfile none; listen-on port {{port}} { 127.0.0.1; }; listen-on-v6 { none; };
              dnssec-validation no; empty-zones-enable no; notify no; max-cache-ttl 0; max-ncache-ttl 0;
            };
            controls { };
            {{string.Concat(views.Select(view => view.Configuration(port, onPremisesPort)))}}
            """
        );

    private static async Task ReadyAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Timeout);
        var lines = new List<string>();
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            lines.Add(line);
            if (line.Contains("not loaded due to errors", StringComparison.Ordinal))
                break;
            if (line.EndsWith(" running", StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException($"named did not start: {string.Join('\n', lines.TakeLast(10))}");
    }

    private static async Task EndAsync(Process process, DirectoryInfo folder)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
