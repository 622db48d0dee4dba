using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;

namespace EndpointHub.Sandbox;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        ServeArguments arguments;
        try
        {
            arguments = ServeArguments.Parse(args);
        }
        catch (ArgumentException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync(ServeArguments.Usage);
            return 2;
        }

        await using var host = await SandboxHost.StartAsync(arguments.Options, arguments.Port);
        if (!host.Sandbox.IsRestored) await Landscape.BuildAsync(host.Sandbox, arguments.Landscape);
        await Console.Out.WriteLineAsync($"listening on {host.Url}");
        await host.WaitForShutdownAsync();
        return 0;
    }
}
