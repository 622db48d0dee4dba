namespace EndpointHub.Aws.Sessions;

/// <summary>Keys as plain text: AWS.Tools' own type is in another load context and can only be read by reflection.</summary>
/// <param name="accessKey">The access key.</param>
/// <param name="secretKey">The secret key.</param>
/// <param name="sessionToken">The token of temporary keys; null for long-term keys.</param>
/// <param name="expiration">The expiration of temporary keys; null if it is unknown.</param>
internal sealed class StoredKeys(string accessKey, string secretKey, string? sessionToken, DateTimeOffset? expiration = null)
{
    /// <summary>The access key.</summary>
    public string AccessKey { get; } = accessKey;

    /// <summary>The secret key.</summary>
    public string SecretKey { get; } = secretKey;

    /// <summary>The token of temporary keys; null for long-term keys.</summary>
    public string? SessionToken { get; } = sessionToken;

    /// <summary>The expiration of temporary keys; null if it is unknown.</summary>
    public DateTimeOffset? Expiration { get; } = expiration;
}
