using System.Globalization;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox;

/// <summary>The command line of <c>serve</c>.</summary>
internal sealed record ServeArguments(int Port, string Landscape, SandboxOptions Options, IReadOnlyList<string> ServiceFiles)
{
    public const string Usage = "serve [--port N] [--landscape empty|seed|FILE] [--limits off|aws] [--latency MS] [--speed X] [--seed N] [--state FILE] [--services FILE]...";

    /// <exception cref="ArgumentException">Anything unknown, or a value that does not fit.</exception>
    public static ServeArguments Parse(string[] args)
    {
        if (args.Length == 0 || args[0] != "serve") throw new ArgumentException("The only command is serve.", nameof(args));
        var parsed = new ServeArguments(0, "empty", new(), []);
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.", nameof(args));
            parsed = args[i] switch
            {
                "--port" => parsed with { Port = (int)Number(args[i], value, 0, 65535) },
                "--landscape" => parsed with { Landscape = value },
                "--limits" when value is "off" or "aws" => parsed with { Options = parsed.Options with { Throttles = value == "aws" } },
                "--latency" => parsed with { Options = parsed.Options with { Latency = TimeSpan.FromMilliseconds(Number(args[i], value, 0, 60000)) } },
                "--speed" => parsed with { Options = parsed.Options with { Speed = Number(args[i], value, 0.001, 1e6) } },
                "--seed" => parsed with { Options = parsed.Options with { Seed = (int)Number(args[i], value, int.MinValue, int.MaxValue) } },
                "--services" => parsed with { ServiceFiles = [.. parsed.ServiceFiles, value] },
                "--state" => parsed with { Options = parsed.Options with { StateFile = value } },
                _ => throw new ArgumentException($"{args[i]} {value} is not an option.", nameof(args)),
            };
        }

        return parsed.ServiceFiles.Count == 0 ? parsed : parsed with { Options = parsed.Options with { Services = Catalog(parsed.ServiceFiles) } };
    }

    private static ServiceCatalog Catalog(IReadOnlyList<string> files)
    {
        try
        {
            return ServiceCatalog.FromFiles(files);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new ArgumentException($"--services: {error.Message}", nameof(files), error);
        }
    }

    private static double Number(string option, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{option} takes a number from {least} to {most}, not {value}.", nameof(value));
}
