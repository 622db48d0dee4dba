using System.Net;
using System.Net.Http.Headers;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>Connects an <see cref="HttpClient"/> to the sandbox without a socket, for deterministic simulations.</summary>
public sealed class SandboxMessageHandler(AwsSandbox sandbox) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request
            .Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default(HttpHeadersNonValidated))
            .ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var uri = request.RequestUri!;
        var response = await sandbox.HandleAsync(
            new(request.Method.Method, uri.AbsolutePath, uri.Query.TrimStart('?'), headers, body),
            cancellationToken
        );
        if (response.IsDropped)
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was lost before the answer.");
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(response.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(response.ContentType) } },
        };
        foreach (var (name, value) in response.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }
}
