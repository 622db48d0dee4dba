using System.CommandLine;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;

namespace EndpointHub.Sandbox;

internal static class Program
{
    private const int Failed = 1;

    // The web host ends the process on Ctrl+C and SIGTERM; a second handler would compete with it.
    private static readonly InvocationConfiguration Invocation = new() { ProcessTerminationTimeout = null };

    public static Task<int> Main(string[] args) => ServeCommand.Root(ServeAsync).Parse(args).InvokeAsync(Invocation);

    private static async Task<int> ServeAsync(ServeArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            await using var host = await SandboxHost.ServeAsync(await BuildAsync(arguments, cancellationToken), arguments.Port, cancellationToken);
            await Console.Out.WriteLineAsync($"listening on {host.Url}");
            await host.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync(OneLine($"serve: {error.Message}"));
            return Failed;
        }
    }

    /// <summary>Builds the content before the port is opened, so that no request meets an incomplete landscape.</summary>
    private static async Task<AwsSandbox> BuildAsync(ServeArguments arguments, CancellationToken cancellationToken)
    {
        var sandbox = new AwsSandbox(arguments.Options);
        try
        {
            if (!sandbox.IsRestored)
                await Landscape.BuildAsync(sandbox, arguments.Landscape, cancellationToken);
            return sandbox;
        }
        catch
        {
            sandbox.Dispose();
            throw;
        }
    }

    /// <summary>A path may contain line breaks and control sequences.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
