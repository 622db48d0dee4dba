using System.Text.Json;
using System.Text.Json.Serialization;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>
/// Stores the state as the requests that created it, one JSON line each: the same requests at the same instants with the same seed create the
/// same state again, so no other file format is needed. A line that was cut off by a crash is dropped.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private readonly FileStream _stream;

    public StateFile(string path) => _stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    public IReadOnlyList<KeptRequest> Load()
    {
        _stream.Position = 0;
        var kept = Read(_stream, out var whole);
        _stream.SetLength(whole);
        _stream.Position = whole;
        return kept;
    }

    public static IReadOnlyList<KeptRequest> Read(Stream stream, out long whole)
    {
        var kept = new List<KeptRequest>();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var text = reader.ReadToEnd();
        var end = text.LastIndexOf('\n') + 1;
        whole = reader.CurrentEncoding.GetByteCount(text.AsSpan(0, end));
        foreach (var line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            kept.Add(
                JsonSerializer.Deserialize<KeptRequest>(line)
                    ?? throw new InvalidDataException("The state file contains a line that is not a request.")
            );
        }

        return kept;
    }

    public void Append(KeptRequest request)
    {
        JsonSerializer.Serialize(_stream, request);
        _stream.WriteByte((byte)'\n');
        _stream.Flush();
    }

    public void Clear()
    {
        _stream.SetLength(0);
        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();
}

/// <summary>A stored request. Of its credentials only account, Region and service are kept.</summary>
internal sealed record KeptRequest(
    DateTimeOffset At,
    string Account,
    string Region,
    string Service,
    string Method,
    string Path,
    string Query,
    string Body
)
{
    /// <summary>True for a request that built the initial landscape; a reset replays it.</summary>
    public bool IsLandscape { get; init; }

    /// <summary>The value of the header that names the operation; null if the protocol has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    public AwsRequest ToRequest()
    {
        var headers = Signed(Account, Region, Service);
        if (Target is not null)
            headers.Add(AwsRequest.Target, Target);
        return new(Method, Path, Query, headers, Body);
    }

    public static Dictionary<string, string> Signed(string account, string region, string service) =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = $"AWS4-HMAC-SHA256 Credential={account}/20000101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0",
        };
}
