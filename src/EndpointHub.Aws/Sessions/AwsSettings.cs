using System.Text;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// The credentials and the region: AWS.Tools' common parameters and its shell variables. Empty texts count as not given.
/// </summary>
internal sealed record AwsSettings
{
    /// <summary>The region, for example <c>ap-northeast-1</c>; null takes the next source.</summary>
    public string? Region { get; init; }

    /// <summary>A profile of the shared configuration. A missing profile is an error.</summary>
    public string? ProfileName { get; init; }

    /// <summary>An access key; needs <see cref="SecretKey"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret key of <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The token of temporary keys; null for long-term keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>The URL that receives requests instead of AWS: https, or http on this machine.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>
    /// Reads <c>$StoredAWSCredentials</c> for every request, because AWS.Tools refreshes it. Returns null if the variable is not set, and throws
    /// if it is set and cannot be read.
    /// </summary>
    public Func<StoredKeys?>? StoredCredentials { get; init; }

    /// <summary>Reads <c>$StoredAWSRegion</c>; null if it is not set.</summary>
    public Func<string?>? StoredRegion { get; init; }

    // The generated ToString would print the secrets.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"Region = {Region}, ProfileName = {ProfileName}, EndpointUrl = {EndpointUrl}");
        return true;
    }
}
