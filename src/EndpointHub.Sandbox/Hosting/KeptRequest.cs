using System.Text.Json.Serialization;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>A stored request and the status of its response. Of its credentials only account, Region and service are kept.</summary>
internal sealed record KeptRequest(
    DateTimeOffset At,
    string Account,
    string Region,
    string Service,
    string Method,
    string Path,
    string Query,
    string Body,
    int Status
)
{
    /// <summary>The position among the requests of its file, beginning with 1.</summary>
    [JsonPropertyOrder(-1)]
    public int Number { get; init; }

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
