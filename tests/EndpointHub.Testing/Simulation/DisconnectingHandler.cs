namespace EndpointHub.Testing.Simulation;

/// <summary>
/// Simulates the end of a process for AWS: after a number of changes, AWS receives no further request, and the caller receives no further
/// response. The last change has taken effect; its response is delivered or lost as configured.
/// </summary>
/// <param name="inner">The handler that sends requests to AWS.</param>
/// <param name="changes">The number of changing calls before the end.</param>
/// <param name="receivesLastResponse">True when the response to the last of them is delivered.</param>
internal sealed class DisconnectingHandler(HttpMessageHandler inner, int changes, bool receivesLastResponse) : DelegatingHandler(inner)
{
    private static readonly string[] Reading = ["Describe", "Get", "List", "Search"];

    private readonly TaskCompletionSource<HttpResponseMessage> _never = new();
    private int _left = changes;
    private bool _isDisconnected;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_isDisconnected)
            return await _never.Task;

        var isChange = await IsChangeAsync(request);
        if (isChange && _left == 0)
        {
            _isDisconnected = true;
            return await _never.Task;
        }

        if (isChange && --_left == 0 && !receivesLastResponse)
        {
            _isDisconnected = true;
            (await base.SendAsync(request, CancellationToken.None)).Dispose();
            return await _never.Task;
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static async Task<bool> IsChangeAsync(HttpRequestMessage request)
    {
        // JSON 1.1 has the operation in a header, the query protocol in the body, and REST in the HTTP method.
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
        var action = request.Headers.TryGetValues("X-Amz-Target", out var target)
            ? target.Single().Split('.')[^1]
            : body.Split('&').Select(pair => pair.Split('=')).FirstOrDefault(pair => pair[0] == "Action")?[1];
        return action is not null
            ? !Array.Exists(Reading, prefix => action.StartsWith(prefix, StringComparison.Ordinal))
            : request.Method != HttpMethod.Get;
    }
}
