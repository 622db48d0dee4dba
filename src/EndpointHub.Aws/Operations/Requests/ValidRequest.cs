using EndpointHub.Errors;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A validated request. Only <see cref="Of"/> creates one, so it is validated exactly once.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
internal sealed class ValidRequest<TRequest>
    where TRequest : OperationRequest
{
    private ValidRequest(TRequest request) => Request = request;

    /// <summary>The request.</summary>
    public TRequest Request { get; }

    /// <summary>Validates a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="problem">The problem, or null for a valid request.</param>
    /// <returns>The validated request; null if it is invalid.</returns>
    public static ValidRequest<TRequest>? Of(TRequest request, out Problem? problem)
    {
        problem = request.HubNames.FirstOrDefault(name => name is not null && !Hubs.HubNames.IsValid(name)) is { } malformed
            ? Problems.MalformedHubName(malformed)
            : request.Validate();
        return problem is null ? new ValidRequest<TRequest>(request) : null;
    }
}
