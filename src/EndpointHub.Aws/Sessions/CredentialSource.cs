using Amazon.Runtime;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>Credentials and where they come from, which is all of them that may be shown.</summary>
internal sealed class CredentialSource(string name, AWSCredentials credentials)
{
    /// <summary>The source, for example <c>profile prd</c>.</summary>
    public string Name { get; } = name;

    public AWSCredentials Credentials { get; } = credentials;

    /// <summary>Null where no profile was used.</summary>
    public string? ProfileName { get; init; }

    /// <summary>When keys that came with their end stop being valid; null where it is not known, or the credentials know it themselves.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>When the credentials end for good. Those that renew themselves are made to, if they would end too early.</summary>
    /// <param name="needed">Until when they are needed.</param>
    /// <returns>Their end; null for lasting credentials, and where it is not known.</returns>
    /// <exception cref="EndpointHubException">CredentialsUnreadable: they could not be renewed.</exception>
    public async Task<DateTimeOffset?> EndAsync(DateTimeOffset needed)
    {
        try
        {
            await Credentials.GetCredentialsAsync();
            if (Credentials is RefreshingAWSCredentials renewing && End() < needed)
            {
                renewing.ClearCredentials();
                await renewing.GetCredentialsAsync();
            }
        }
        catch (AmazonClientException failure)
        {
            throw new EndpointHubException(Problems.CredentialsUnreadable(Name, failure.Message), failure);
        }

        return End();
    }

    public override string ToString() => Name;

    private DateTimeOffset? End() => Credentials.Expiration is { } end ? new DateTimeOffset(end.ToUniversalTime()) : Expiration;
}
