using Amazon.Runtime;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>Credentials and their source. Only the source may be shown.</summary>
internal sealed class CredentialSource(string name, AWSCredentials credentials)
{
    /// <summary>Gets the source, for example <c>profile prd</c>.</summary>
    public string Name { get; } = name;

    public AWSCredentials Credentials { get; } = credentials;

    /// <summary>Gets the profile; null if no profile was used.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Gets the expiration that was given with the keys; null if it is unknown or the credentials contain it.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>Obtains the keys for the first time.</summary>
    /// <param name="cancellationToken">Cancels the operation, and ends a program that provides the keys.</param>
    /// <exception cref="EndpointHubException">They could not be obtained.</exception>
    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (Credentials is not (TranslatedCredentials or ProcessCredentials))
            return;

        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => stopped.TrySetResult(true));
        var fetching = Credentials.GetCredentialsAsync();
        await Task.WhenAny(fetching, stopped.Task);
        cancellationToken.ThrowIfCancellationRequested();
        await fetching;
    }

    /// <summary>Returns the expiration of the credentials. Refreshing credentials that would expire too early are refreshed first.</summary>
    /// <param name="needed">The time until which the credentials are needed.</param>
    /// <returns>The expiration; null for long-term credentials, and if it is unknown.</returns>
    /// <exception cref="EndpointHubException">CredentialsUnreadable: they could not be refreshed.</exception>
    public async Task<DateTimeOffset?> ExpirationAsync(DateTimeOffset needed)
    {
        try
        {
            await Credentials.GetCredentialsAsync();
            if (EffectiveExpiration() < needed && TryClear())
                await Credentials.GetCredentialsAsync();
        }
        catch (AmazonClientException failure)
        {
            throw new EndpointHubException(Problems.CredentialsUnreadable(Name, failure.Message), failure);
        }

        return EffectiveExpiration();
    }

    public override string ToString() => Name;

    private bool TryClear()
    {
        (Credentials as RefreshingAWSCredentials)?.ClearCredentials();
        return Credentials is RefreshingAWSCredentials || (Credentials as TranslatedCredentials)?.TryClear() == true;
    }

    private DateTimeOffset? EffectiveExpiration() =>
        Credentials.Expiration is { } expiration ? new DateTimeOffset(expiration.ToUniversalTime()) : Expiration;
}
