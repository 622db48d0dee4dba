using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Wire;

/// <summary>botocore in one Python process, with one request for each line.</summary>
public sealed class Botocore : IAsyncDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Process? _python;

    /// <summary>Skips the test when Python or botocore is missing.</summary>
    /// <param name="question">The function of the script with its arguments.</param>
    internal async Task<JsonNode> AskAsync(object question)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            _python ??= Python.Start(Path.Combine(Repository.Root, "tests", "EndpointHub.Aws.Tests", "Wire", "botocore_wire.py"));
            await _python.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question));
            await _python.StandardInput.FlushAsync(cancellation);
            var line = await _python.StandardOutput.ReadLineAsync(cancellation);
            var answer = line is null ? null : JsonNode.Parse(line);
            if (answer is null)
                Assert.Fail(await _python.StandardError.ReadToEndAsync(cancellation));
            return answer["answer"] ?? throw new InvalidOperationException((string?)answer["error"]);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    internal async Task<JsonArray> RequestsAsync(string service, string operation, string seed, int count, params string[] omit) =>
        (JsonArray)
            await AskAsync(
                new
                {
                    ask = "requests",
                    service,
                    operation,
                    seed,
                    count,
                    omit,
                }
            );

    internal async Task<JsonArray> OutputsAsync(string service, string operation, string seed, int count) =>
        (JsonArray)
            await AskAsync(
                new
                {
                    ask = "outputs",
                    service,
                    operation,
                    seed,
                    count,
                }
            );

    public async ValueTask DisposeAsync()
    {
        if (_python is not null)
        {
            _python.StandardInput.Close();
            await _python.WaitForExitAsync();
            _python.Dispose();
        }

        _oneAtATime.Dispose();
    }
}
