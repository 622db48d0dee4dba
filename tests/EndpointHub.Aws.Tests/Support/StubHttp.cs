using System.Net;
using System.Text;

namespace EndpointHub.AwsTests.Support;

/// <summary>Responds to requests in memory and records them.</summary>
internal sealed class StubHttp(Func<SentRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<SentRequest> Sent { get; } = [];

    /// <summary>One response for each request, in order.</summary>
    public static StubHttp Answering(params Func<HttpResponseMessage>[] answers)
    {
        var next = 0;
        return new StubHttp(_ => answers[next++]());
    }

    public static HttpResponseMessage Xml(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "text/xml") };

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Ec2Error(string code, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        Xml($"<Response><Errors><Error><Code>{code}</Code><Message>no</Message></Error></Errors><RequestID>r-1</RequestID></Response>", status);

    public static HttpResponseMessage Reset() => throw new HttpRequestException("reset", new IOException("Connection reset by peer"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.TryGetValues("Authorization", out var values) ? values.Single() : "",
            body,
            request.Headers.TryGetValues("X-Amz-Security-Token", out var tokens) ? tokens.Single() : ""
        )
        {
            Target = request.Headers.TryGetValues("X-Amz-Target", out var targets) ? targets.Single() : null,
        };
        Sent.Add(sent);
        var response = answer(sent);
        response.RequestMessage = request;
        return response;
    }
}

internal sealed record SentRequest(string Method, Uri Uri, string Authorization, string Body, string SessionToken)
{
    /// <summary>The header with the operation in JSON 1.1; null in other protocols.</summary>
    public string? Target { get; init; }

    /// <summary>The region in the signature's scope: Credential=KEY/DATE/REGION/SERVICE/aws4_request.</summary>
    public string SignedRegion => Authorization.Split('/')[2];

    public string SignedService => Authorization.Split('/')[3];

    public IReadOnlyDictionary<string, string> Form =>
        Body.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(parts => Uri.UnescapeDataString(parts[0]), parts => Uri.UnescapeDataString(parts[1]), StringComparer.Ordinal);
}
