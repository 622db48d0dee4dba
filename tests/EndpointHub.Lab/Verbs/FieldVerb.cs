using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using EndpointHub.Lab.Bench;
using EndpointHub.Lab.Options;
using EndpointHub.PowerShell;

namespace EndpointHub.Lab.Verbs;

/// <summary>Runs cases from public reports: a landscape in the sandbox, the cmdlets, and what has to come out.</summary>
internal static class FieldVerb
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Field");

    public static Command Command()
    {
        var folder = new Argument<string?>("FOLDER")
        {
            Description = "The folder with a folder for each case; the repository's own cases by default.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var name = new Option<string>("--name")
        {
            HelpName = "PATTERN",
            Description = "Runs the cases whose names match, for example 'transit-*'.",
            DefaultValueFactory = _ => "*",
        };
        var json = LabOptions.Json();
        var command = new Command("field", "Runs cases from public reports with the packaged module, each in an empty sandbox.")
        {
            folder,
            name,
            json,
        };
        command.SetAction(
            (result, cancellationToken) =>
                RunAsync(
                    Path.GetFullPath(result.GetValue(folder) ?? Cases),
                    result.GetValue(name)!,
                    result.GetValue(json),
                    result.InvocationConfiguration.Output,
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(string folder, string name, bool asJson, TextWriter output, CancellationToken cancellationToken)
    {
        if (PackagedModule.Newest() is not { } module)
        {
            await Console.Error.WriteLineAsync(PackagedModule.IsMissing);
            return 2;
        }

        var results = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = RepositoryPowerShell.Start(
            "-File",
            Path.Combine(Cases, "Invoke-FieldCases.ps1"),
            "-Folder",
            folder,
            "-Module",
            Path.Combine(module, "EndpointHub.psd1"),
            "-Sandbox",
            Path.Combine(AppContext.BaseDirectory, "EndpointHub.Sandbox.dll"),
            "-Name",
            name,
            "-ResultPath",
            results
        );
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                await (asJson ? Console.Error : output).WriteLineAsync(line);
            await process.WaitForExitAsync(cancellationToken);
            if (asJson && File.Exists(results))
                await output.WriteLineAsync(Figures(await File.ReadAllTextAsync(results, cancellationToken)));
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            File.Delete(results);
        }
    }

    private static string Figures(string results)
    {
        using var document = JsonDocument.Parse(results);
        var holds = document.RootElement.EnumerateArray().Count(variant => variant.GetProperty("Holds").GetBoolean());
        return JsonSerializer.Serialize(new { variants = document.RootElement.GetArrayLength(), holds }, JsonSerializerOptions.Web);
    }
}
