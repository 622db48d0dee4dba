using EndpointHub.Errors;

namespace EndpointHub.Aws.Operations.Requests;

/// <summary>A request that was validated: only <see cref="Of"/> makes one, so nobody has to ask again.</summary>
/// <typeparam name="TRequest">Its kind.</typeparam>
internal sealed class ValidRequest<TRequest>
    where TRequest : OperationRequest
{
    private ValidRequest(TRequest request) => Request = request;

    /// <summary>The request.</summary>
    public TRequest Request { get; }

    /// <summary>Validates a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="flaw">What makes no sense about it, or null.</param>
    /// <returns>The valid request; null for one that makes no sense.</returns>
    public static ValidRequest<TRequest>? Of(TRequest request, out Problem? flaw)
    {
        flaw = request.Validate();
        return flaw is null ? new ValidRequest<TRequest>(request) : null;
    }
}
