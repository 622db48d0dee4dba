using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// A role's temporary keys, taken again before they expire. The SDK's own class measures their life on the machine's clock, which a
/// simulation does not have.
/// </summary>
internal sealed class RoleCredentials(IAmazonSecurityTokenService sts, string roleArn, TimeProvider clock) : AWSCredentials, IDisposable
{
    // Not less than what a cut-over demands of credentials, so that a role which can be assumed again never keeps one from beginning.
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(20);

    private readonly object _gate = new();
    private Task<ImmutableCredentials>? _fetch;
    private ImmutableCredentials? _keys;
    private DateTimeOffset _expire;

    /// <summary>When the present keys end, before which they are taken again.</summary>
    public override DateTime? Expiration
    {
        get => _expire.UtcDateTime;
        set => throw new NotSupportedException("AWS decides when a role's keys end.");
    }

    /// <summary>The keys that <see cref="GetCredentialsAsync"/> fetched; the network is never waited for in place.</summary>
    public override ImmutableCredentials GetCredentials() => _keys ?? throw new InvalidOperationException("The role's keys have not been fetched yet.");

    /// <summary>Whoever asks while the keys are fetched waits for the same answer. (A semaphore would go on with the next on the thread pool.)</summary>
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
