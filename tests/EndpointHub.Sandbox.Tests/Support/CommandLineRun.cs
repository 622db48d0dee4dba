using System.CommandLine;
using EndpointHub.Sandbox;

namespace EndpointHub.SandboxTests.Support;

/// <summary>The sandbox's command line, with nothing served.</summary>
/// <param name="ExitCode">The exit code of the process.</param>
/// <param name="Arguments">What would have been served; null when nothing would.</param>
/// <param name="Output">The standard output.</param>
/// <param name="Errors">The standard error.</param>
internal sealed record CommandLineRun(int ExitCode, ServeArguments? Arguments, string Output, string Errors)
{
    public static CommandLineRun Of(params string[] args)
    {
        ServeArguments? served = null;
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var root = ServeCommand.Root(
            (arguments, _) =>
            {
                served = arguments;
                return Task.FromResult(0);
            }
        );
        var exitCode = root.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return new(exitCode, served, output.ToString(), errors.ToString());
    }
}
