using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire;

namespace EndpointHub.Sandbox.Introspection;

/// <summary>
/// Handles the routes that tests use to inspect and control the sandbox: <c>/_sandbox/state</c>, <c>requests</c>, <c>reset</c>, <c>faults</c>,
/// <c>requester-managed</c>, <c>resolve</c>, <c>dns-history</c>.
/// </summary>
internal sealed class Routes(World world, RequestLog log, Faults faults, Action reset)
{
    public const string Root = "/_sandbox/";

    /// <summary>The route that changes a resource; it is stored in the state file like a request to AWS.</summary>
    public const string RequesterManaged = Root + "requester-managed";

    /// <summary>The route that restores the landscape; it is stored in the state file, too.</summary>
    public const string ResetPath = Root + "reset";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public AwsResponse Answer(AwsRequest request)
    {
        try
        {
            return (request.Method, request.Path) switch
            {
                ("GET", "/_sandbox/state") => Ok(StateView.Of(world)),
                ("GET", "/_sandbox/requests") => Ok(log.Entries.Skip(From(request))),
                ("POST", ResetPath) => Reset(),
                ("GET", "/_sandbox/faults") => Ok(faults.Rules),
                ("POST", "/_sandbox/faults") => SetFaults(request.Body),
                ("POST", RequesterManaged) => TakeOver(Query(request, "endpoint")),
                ("GET", "/_sandbox/resolve") => Ok(world.Dns.Resolve(Query(request, "vpc"), Query(request, "name"), world.Now, world.Options.Rules)),
                ("GET", "/_sandbox/dns-history") => Ok(world.Dns.History(Query(request, "vpc"), Query(request, "name"), world.Options.Rules)),
                _ => Answer(404, new { error = "No such route; see the sandbox's README." }),
            };
        }
        catch (Exception error) when (error is JsonException or WireFormatException or ArgumentException)
        {
            return Answer(400, new { error = error.Message });
        }
    }

    public static AwsResponse Error(int status, string message) => Answer(status, new { error = message });

    private static AwsResponse Ok(object value) => Answer(200, value);

    private static AwsResponse Answer(int status, object value) =>
        new(status, "application/json", [], JsonSerializer.SerializeToUtf8Bytes(value, Json));

    private static string Query(AwsRequest request, string name) => FormReader.Read(request.Query).String(name, required: true)!;

    private static int From(AwsRequest request) =>
        int.TryParse(FormReader.Read(request.Query).String("from", required: false), NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            ? from
            : 0;

    private AwsResponse Reset()
    {
        reset();
        return Ok(new { });
    }

    /// <summary>
    /// Marks an endpoint as requester-managed, like the endpoints that AWS services create in their customers' VPCs (RDS Proxy, serverless caches).
    /// </summary>
    private AwsResponse TakeOver(string endpointId)
    {
        if (world.Networks.Select(n => n.Endpoints.Find(endpointId)).FirstOrDefault(e => e is not null) is not { } endpoint)
            return Answer(404, new { error = $"There is no endpoint {endpointId}." });
        endpoint.RequesterManaged = true;
        return Ok(new { });
    }

    private AwsResponse SetFaults(string body)
    {
        faults.Replace(JsonSerializer.Deserialize<List<FaultRule>>(body, Json) ?? []);
        return Ok(faults.Rules);
    }
}
