namespace EndpointHub.Aws.Clients;

/// <summary>
/// A request that AWS recognises when it is repeated. The token is filled in for whoever gives none, and stays on the request: sent again,
/// it is the same request.
/// </summary>
public interface IIdempotentRequest
{
    /// <summary>Null before the first attempt where the caller gave none.</summary>
    string? ClientToken { get; set; }
}
