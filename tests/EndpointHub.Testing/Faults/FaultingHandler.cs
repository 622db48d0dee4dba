using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.Testing.Faults;

/// <summary>Lets one request fail.</summary>
/// <param name="sandbox">The sandbox, which answers with the errors of AWS.</param>
/// <param name="position">The position of the request among all requests, from 0.</param>
/// <param name="mode">The way in which it fails.</param>
internal sealed class FaultingHandler(AwsSandbox sandbox, int position, FaultMode mode) : DelegatingHandler(new SandboxMessageHandler(sandbox))
{
    private int _requests;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_requests++ != position)
            return base.SendAsync(request, cancellationToken);
        if (mode == FaultMode.ResetBefore)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was reset.");

        sandbox.SetFaults([Rule(IsRest(request))]);
        return base.SendAsync(request, cancellationToken);
    }

    private FaultRule Rule(bool isRest) =>
        mode switch
        {
            FaultMode.Refused => isRest ? new FaultRule("*", "AccessDenied", 403) : new FaultRule("*", "UnauthorizedOperation", 403),
            FaultMode.ServerError => new FaultRule("*", isRest ? "ServiceUnavailable" : "InternalError", isRest ? 503 : 500),
            FaultMode.Throttled => isRest ? new FaultRule("*", "Throttling") : new FaultRule("*", "RequestLimitExceeded", 503),
            FaultMode.ResetAfter => new FaultRule("*", DropsAnswer: true),
            _ => throw new NotSupportedException($"{mode} needs no rule."),
        };

    private static bool IsRest(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.StartsWith("/2013-04-01", StringComparison.Ordinal);
}
