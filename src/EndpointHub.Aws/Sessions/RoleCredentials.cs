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
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private ImmutableCredentials? _keys;
    private DateTimeOffset _expire;

    /// <summary>The keys that <see cref="GetCredentialsAsync"/> fetched; the network is never waited for in place.</summary>
    public override ImmutableCredentials GetCredentials() => _keys ?? throw new InvalidOperationException("The role's keys have not been fetched yet.");

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            if (_keys is null || clock.GetUtcNow() >= _expire - RefreshBefore)
                await AssumeAsync();
            return _keys!;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _oneAtATime.Dispose();
        sts.Dispose();
    }

    private async Task AssumeAsync()
    {
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = "EndpointHub" });
        var keys = answer.Credentials;
        _keys = new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken);
        _expire = new DateTimeOffset(keys.Expiration!.Value.ToUniversalTime());
    }
}
