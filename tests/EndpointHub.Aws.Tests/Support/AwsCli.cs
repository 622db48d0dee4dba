using System.Diagnostics;
using System.Text.Json;

namespace EndpointHub.AwsTests.Support;

/// <summary>The AWS CLI with an endpoint URL and without the configuration of this machine.</summary>
internal sealed class AwsCli(string endpointUrl)
{
    private const string Missing = "The AWS CLI (aws) is not on PATH.";

    public static void Require() =>
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, "aws")) || File.Exists(Path.Combine(folder, "aws.exe"))),
            Missing
        );

    /// <summary>Runs a command that must succeed, with one argument for each word. The result is its JSON output, undefined without output.</summary>
    public async Task<JsonElement> DoAsync(string words, params string[] arguments)
    {
        var (code, output, error) = await CallAsync([.. words.Split(' '), .. arguments]);
        Assert.True(code == 0, $"aws {words}: {error}");
        return output.Trim().Length == 0 ? default : JsonElement.Parse(output);
    }

    /// <summary>Runs a command that must fail. The result is its error output.</summary>
    public async Task<string> RefusedAsync(string words, params string[] arguments)
    {
        var (code, output, error) = await CallAsync([.. words.Split(' '), .. arguments]);
        Assert.True(code != 0, $"aws {words} succeeded: {output}");
        return error;
    }

    private async Task<(int Code, string Output, string Error)> CallAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("aws", [.. arguments, "--output", "json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var environment = start.Environment;
        foreach (var own in environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)).ToList())
            environment.Remove(own);
        environment["AWS_ENDPOINT_URL"] = endpointUrl;
        environment["AWS_ACCESS_KEY_ID"] = "123456789012";
        environment["AWS_SECRET_ACCESS_KEY"] = "by-hand";
        environment["AWS_DEFAULT_REGION"] = "ap-northeast-1";
        environment["AWS_MAX_ATTEMPTS"] = "1";
        environment["AWS_PAGER"] = "";
        environment["AWS_CONFIG_FILE"] = environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-such-file");

        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }
}
