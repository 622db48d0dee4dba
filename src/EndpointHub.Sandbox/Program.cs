using System.CommandLine;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;

namespace EndpointHub.Sandbox;

internal static class Program
{
    // The web host ends the process on Ctrl+C and SIGTERM; a second handler would compete with it.
    private static readonly InvocationConfiguration Invocation = new() { ProcessTerminationTimeout = null };

    public static Task<int> Main(string[] args) => ServeCommand.Root(ServeAsync).Parse(args).InvokeAsync(Invocation);

    private static async Task ServeAsync(ServeArguments arguments, CancellationToken cancellationToken)
    {
        await using var host = await SandboxHost.StartAsync(arguments.Options, arguments.Port, cancellationToken);
        if (!host.Sandbox.IsRestored)
            await Landscape.BuildAsync(host.Sandbox, arguments.Landscape, cancellationToken);
        await Console.Out.WriteLineAsync($"listening on {host.Url}");
        await host.WaitForShutdownAsync(cancellationToken);
    }
}
