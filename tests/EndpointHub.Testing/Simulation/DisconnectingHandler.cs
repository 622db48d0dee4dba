namespace EndpointHub.Testing.Simulation;

/// <summary>
/// The end of a process, as AWS sees it: after some number of changes it never hears from the caller again, and the caller hears nothing
/// either. The last change has taken effect; whether its answer was heard is the case's to say.
/// </summary>
/// <param name="beyond">The way to AWS.</param>
/// <param name="changes">How many changing calls AWS still gets.</param>
/// <param name="hearsLastAnswer">Whether the answer to the last of them arrives.</param>
public sealed class DisconnectingHandler(HttpMessageHandler beyond, int changes, bool hearsLastAnswer) : DelegatingHandler(beyond)
{
    private static readonly string[] Reading = ["Describe", "Get", "List", "Search"];

    private readonly TaskCompletionSource<HttpResponseMessage> _never = new();
    private int _left = changes;
    private bool _isDead;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_isDead)
            return await _never.Task;

        var isChange = await IsChangeAsync(request);
        if (isChange && _left == 0)
        {
            _isDead = true;
            return await _never.Task;
        }

        if (isChange && --_left == 0 && !hearsLastAnswer)
        {
            _isDead = true;
            (await base.SendAsync(request, CancellationToken.None)).Dispose();
            return await _never.Task;
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static async Task<bool> IsChangeAsync(HttpRequestMessage request)
    {
        // JSON 1.1 names the operation in a header, the query protocol in the body; where neither does, the method tells.
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
        var action = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.Single().Split('.')[^1]
            : body.Split('&').Select(pair => pair.Split('=')).FirstOrDefault(pair => pair[0] == "Action")?[1];
        return action is not null ? !Array.Exists(Reading, prefix => action.StartsWith(prefix, StringComparison.Ordinal)) : request.Method != HttpMethod.Get;
    }
}
