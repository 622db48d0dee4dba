using System.Text;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// Who calls AWS and where, as an operator says it: AWS.Tools' common parameters and its shell variables. Empty texts count as not given.
/// </summary>
internal sealed record AwsSettings
{
    /// <summary>The region, for example <c>ap-northeast-1</c>; null takes the next source.</summary>
    public string? Region { get; init; }

    /// <summary>A profile of the shared configuration; one that is named and missing is an error.</summary>
    public string? ProfileName { get; init; }

    /// <summary>An access key; needs <see cref="SecretKey"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Its secret.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The token of temporary keys; null for lasting ones.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Where requests go instead of AWS: https, or http to this machine.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>
    /// Reads <c>$StoredAWSCredentials</c>, anew for every request, because its owner refreshes it. Null where the variable is not set; throws
    /// where it is set and cannot be read.
    /// </summary>
    public Func<StoredKeys?>? StoredCredentials { get; init; }

    /// <summary>Reads <c>$StoredAWSRegion</c>; null where it is not set.</summary>
    public Func<string?>? StoredRegion { get; init; }

    // A record would print its secrets.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"Region = {Region}, ProfileName = {ProfileName}, EndpointUrl = {EndpointUrl}");
        return true;
    }
}
