using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox;

/// <summary>The command <c>serve</c> and its options.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<int> _port = Number("--port", "N", "The TCP port on 127.0.0.1; 0 takes a free port.", 0, 0, 65535);
    private readonly Option<string> _landscape = new("--landscape")
    {
        HelpName = "empty|seed|FILE",
        Description = "The resources that exist at the start: none, the built-in seed landscape, or those of a file written with --state.",
        DefaultValueFactory = static _ => "empty",
    };

    private readonly Option<string> _limits = new Option<string>("--limits")
    {
        Description = "Whether requests are throttled with the token buckets of AWS.",
        DefaultValueFactory = static _ => "off",
    }.AcceptOnlyFromAmong("off", "aws");

    private readonly Option<double> _latency = Number<double>(
        "--latency",
        "MS",
        "The milliseconds that every request waits before it is processed.",
        0,
        0,
        60000
    );
    private readonly Option<double> _speed = Number(
        "--speed",
        "X",
        "How many times faster than real time the clock of the sandbox runs.",
        1,
        0.001,
        1e6
    );
    private readonly Option<int> _seed = Number("--seed", "N", "The seed of ids, addresses, orders and durations.", 1, int.MinValue, int.MaxValue);
    private readonly Option<string?> _state = new("--state")
    {
        HelpName = "FILE",
        Description = "Appends every change to this file, and repeats the changes found in it at the start. One server at a time can use the file.",
    };

    private readonly Option<ServiceCatalog?> _services = new("--services")
    {
        HelpName = "FILE",
        Description =
            "Endpoint services as 'aws ec2 describe-vpc-endpoint-services' prints them, instead of the built-in table. Repeat the option for several Regions.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Catalog,
    };

    public ServeCommand(Func<ServeArguments, CancellationToken, Task<int>> serveAsync)
        : base(
            "serve",
            "Starts the sandbox on a loopback port and prints 'listening on http://127.0.0.1:PORT' when it is ready. When it cannot start, it prints one line that says why, and its exit code is 1."
        )
    {
        foreach (var option in new Option[] { _port, _landscape, _limits, _latency, _speed, _seed, _state, _services })
            Add(option);
        SetAction((result, cancellationToken) => serveAsync(ArgumentsOf(result), cancellationToken));
    }

    /// <summary>The whole command line, of which <c>serve</c> is the only command.</summary>
    public static RootCommand Root(Func<ServeArguments, CancellationToken, Task<int>> serveAsync) =>
        new("A local AWS for VPCs, endpoints, peering and private DNS, over the real wire protocols.") { new ServeCommand(serveAsync) };

    private ServeArguments ArgumentsOf(ParseResult result) =>
        new(
            result.GetValue(_port),
            result.GetValue(_landscape)!,
            new SandboxOptions
            {
                Throttles = result.GetValue(_limits) == "aws",
                Latency = TimeSpan.FromMilliseconds(result.GetValue(_latency)),
                Speed = result.GetValue(_speed),
                Seed = result.GetValue(_seed),
                StateFile = result.GetValue(_state),
                Services = result.GetValue(_services),
            }
        );

    private static Option<T> Number<T>(string name, string helpName, string description, T otherwise, T least, T most)
        where T : INumber<T> =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                if (
                    T.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number >= least
                    && number <= most
                )
                {
                    return number;
                }

                result.AddError(
                    string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}, not {result.Tokens[0].Value}.")
                );
                return otherwise;
            },
        };

    private static ServiceCatalog? Catalog(ArgumentResult result)
    {
        try
        {
            return ServiceCatalog.FromFiles([.. result.Tokens.Select(token => token.Value)]);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            result.AddError($"--services: {error.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }
}
