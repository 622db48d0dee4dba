using Amazon.Runtime;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary><c>$StoredAWSCredentials</c>, read again for every request: its owner refreshes what is in it.</summary>
internal sealed class StoredCredentials(Func<StoredKeys?>? read) : AWSCredentials
{
    public bool IsSet() => Read() is not null;

    /// <summary>As its owner says; null where it says nothing.</summary>
    public override DateTime? Expiration
    {
        get => Read()?.Expiration?.UtcDateTime;
        set => throw new NotSupportedException("Only the variable's owner decides when its keys end.");
    }

    public override ImmutableCredentials GetCredentials() => Read() is { } keys
        ? new ImmutableCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken)
        : throw Unreadable("it was cleared while it was in use.", inner: null);

    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromResult(GetCredentials());

    // What cannot be read is an error: the next source might be another account.
    private StoredKeys? Read()
    {
        try
        {
            return read?.Invoke();
        }
        catch (Exception unreadable) when (unreadable is not (OperationCanceledException or EndpointHubException))
        {
            throw Unreadable(unreadable.Message, unreadable);
        }
    }

    private static EndpointHubException Unreadable(string reason, Exception? inner) =>
        new(Problems.CredentialsUnreadable("$StoredAWSCredentials", reason), inner);
}
