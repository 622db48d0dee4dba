namespace EndpointHub.Aws.Sessions;

/// <summary>Keys as plain text: AWS.Tools' own type lives in another load context and can only be read by reflection.</summary>
/// <param name="accessKey">The access key.</param>
/// <param name="secretKey">Its secret.</param>
/// <param name="sessionToken">The token of temporary keys; null for lasting ones.</param>
/// <param name="expiration">When temporary keys end; null where it is not known.</param>
internal sealed class StoredKeys(string accessKey, string secretKey, string? sessionToken, DateTimeOffset? expiration = null)
{
    /// <summary>The access key.</summary>
    public string AccessKey { get; } = accessKey;

    /// <summary>Its secret.</summary>
    public string SecretKey { get; } = secretKey;

    /// <summary>The token of temporary keys; null for lasting ones.</summary>
    public string? SessionToken { get; } = sessionToken;

    /// <summary>When temporary keys end; null where it is not known.</summary>
    public DateTimeOffset? Expiration { get; } = expiration;
}
