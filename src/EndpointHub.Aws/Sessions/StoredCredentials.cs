using Amazon.Runtime;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>The credentials in <c>$StoredAWSCredentials</c>. They are read for every request, because AWS.Tools refreshes them.</summary>
internal sealed class StoredCredentials(Func<StoredKeys?>? read) : AWSCredentials
{
    public bool IsSet() => Read() is not null;

    /// <summary>Gets the expiration that the variable contains; null if it contains none.</summary>
    public override DateTime? Expiration
    {
        get => Read()?.Expiration?.UtcDateTime;
        set => throw new NotSupportedException("The expiration of $StoredAWSCredentials cannot be set.");
    }

    public override ImmutableCredentials GetCredentials() =>
        Read() is { } keys
            ? new ImmutableCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken)
            : throw Unreadable("it was cleared while it was in use.");

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());

    // A value that cannot be read is an error, because the next source might be another account.
    private StoredKeys? Read()
    {
        try
        {
            return read?.Invoke();
        }
        catch (Exception unreadable) when (unreadable is not (OperationCanceledException or EndpointHubException))
        {
            // The message of an inner exception is that of AWS.Tools, and may contain the output of a helper program.
            throw Unreadable(unreadable.InnerException is null ? unreadable.Message : "reading them failed. Run Set-AWSCredential again.");
        }
    }

    private static EndpointHubException Unreadable(string reason) => new(Problems.CredentialsUnreadable("$StoredAWSCredentials", reason));
}
