using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// The temporary keys of an assumed role, which are refreshed before they expire. The SDK's own class uses the machine's clock instead of
/// the configured one.
/// </summary>
internal sealed class RoleCredentials(IAmazonSecurityTokenService sts, string roleArn, TimeProvider clock) : AWSCredentials, IDisposable
{
    // Longer than the lifetime that a cut-over requires, so that a role that can be assumed again never prevents a cut-over.
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(20);

    private readonly object _gate = new();
    private Task<ImmutableCredentials>? _fetch;
    private ImmutableCredentials? _keys;
    private DateTimeOffset _expire;

    /// <summary>Gets the expiration of the current keys.</summary>
    public override DateTime? Expiration
    {
        get => _expire.UtcDateTime;
        set => throw new NotSupportedException("AWS determines the expiration of a role's keys.");
    }

    /// <summary>Returns the keys that <see cref="GetCredentialsAsync"/> fetched. It never blocks on the network.</summary>
    public override ImmutableCredentials GetCredentials() =>
        _keys ?? throw new InvalidOperationException("The role's keys have not been fetched yet.");

    /// <summary>Returns the keys. Concurrent callers share one request. (A semaphore would continue the next caller on the thread pool.)</summary>
    public override Task<ImmutableCredentials> GetCredentialsAsync()
    {
        lock (_gate)
        {
            if (_fetch is { IsCompleted: false })
                return _fetch;
            return _keys is { } keys && clock.GetUtcNow() < _expire - RefreshBefore ? Task.FromResult(keys) : _fetch = AssumeAsync();
        }
    }

    public void Dispose() => sts.Dispose();

    private async Task<ImmutableCredentials> AssumeAsync()
    {
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = "EndpointHub" });
        var keys = answer.Credentials;
        _expire = new DateTimeOffset(keys.Expiration!.Value.ToUniversalTime());
        return _keys = new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken);
    }
}
