using Amazon;
using Amazon.EC2;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using EndpointHub.Aws.Clients;
using EndpointHub.Errors;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Sessions;

/// <summary>A session of one identity in one region. AWS is asked for the account before the first other call.</summary>
internal sealed class AwsSession : IDisposable
{
    // The longest cut-over, including a rollback, takes a fraction of this.
    private static readonly TimeSpan RequiredLifetime = TimeSpan.FromMinutes(15);

    private readonly CredentialSource _source;
    private readonly AwsRuntime _runtime;
    private readonly string? _endpointUrl;
    private readonly Profile? _profile;
    private readonly NetworkSettings _networkSettings;
    private readonly Lazy<Ec2Client> _ec2;
    private readonly Lazy<AmazonRoute53Client> _route53;
    private readonly Lazy<AmazonRoute53ResolverClient> _resolver;
    private readonly Lazy<AmazonRoute53ProfilesClient> _profiles;
    private readonly bool _ownsCredentials;

    private AwsSession(
        CredentialSource source,
        AwsRuntime runtime,
        string? endpointUrl,
        Profile? profile,
        NetworkSettings networkSettings,
        string accountId,
        string region,
        bool ownsCredentials
    )
    {
        _source = source;
        _runtime = runtime;
        _endpointUrl = endpointUrl;
        _profile = profile;
        _networkSettings = networkSettings;
        _ownsCredentials = ownsCredentials;
        Location = new Location(accountId, region);
        _ec2 = new(() => new Ec2Client(source.Credentials, ConfigureEc2()));
        _route53 = new(() => new AmazonRoute53Client(source.Credentials, Configure(new AmazonRoute53Config())));
        _resolver = new(() => new AmazonRoute53ResolverClient(source.Credentials, Configure(new AmazonRoute53ResolverConfig())));
        _profiles = new(() => new AmazonRoute53ProfilesClient(source.Credentials, Configure(new AmazonRoute53ProfilesConfig())));
    }

    /// <summary>Gets the account of the credentials, as AWS returned it, and the region.</summary>
    public Location Location { get; }

    /// <summary>Gets the account of the credentials, as AWS returned it.</summary>
    public string AccountId => Location.AccountId;

    /// <summary>Gets the region.</summary>
    public string Region => Location.Region;

    /// <summary>Gets the source of the credentials, for example <c>profile prd</c>.</summary>
    public string Credentials => _source.Name;

    /// <summary>EC2 in the region.</summary>
    public IAmazonEC2 Ec2 => _ec2.Value;

    /// <summary>Route 53 of the account.</summary>
    internal IAmazonRoute53 Route53 => _route53.Value;

    /// <summary>Route 53 Resolver in the region.</summary>
    internal IAmazonRoute53Resolver Resolver => _resolver.Value;

    /// <summary>Route 53 Profiles in the region.</summary>
    internal IAmazonRoute53Profiles Profiles => _profiles.Value;

    /// <summary>Resolves credentials and region, and asks AWS for the account.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="runtime">The runtime of the clients.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The session, which the caller disposes.</returns>
    /// <exception cref="EndpointHubException">
    /// NoCredentials, ProfileNotFound, CredentialsUnreadable, NoRegion, MalformedRegion, EndpointUrlRefused, NetworkSettingUnreadable,
    /// EndpointSettingsConflict, or the call to AWS failed.
    /// </exception>
    public static async Task<AwsSession> OpenAsync(AwsSettings settings, AwsRuntime runtime, CancellationToken cancellationToken)
    {
        var host = runtime.Host;
        var endpointUrl = EndpointUrl.Validated(settings.EndpointUrl);
        var source = await new CredentialResolver(settings, host, runtime.Clock).ResolveAsync(cancellationToken);
        try
        {
            return await OpenAsync(source, settings, endpointUrl, runtime, cancellationToken);
        }
        catch
        {
            (source.Credentials as IDisposable)?.Dispose();
            throw;
        }
    }

    private static async Task<AwsSession> OpenAsync(
        CredentialSource source,
        AwsSettings settings,
        string? endpointUrl,
        AwsRuntime runtime,
        CancellationToken cancellationToken
    )
    {
        var host = runtime.Host;
        var region = await new RegionResolver(settings, host, runtime.Clock).ResolveAsync(cancellationToken);
        await source.FetchAsync(cancellationToken);
        var profile = source.ProfileName is { } name ? new Profile(name, host.ProfilesLocation) : null;
        var networkSettings = NetworkSettings.Read(host, HostEnvironment.Text(settings.ProfileName) ?? source.ProfileName);
        networkSettings.Check(endpointUrl is not null || EndpointUrl.CheckConfigured(region, profile));
        var sts = new StsClient.Settings(runtime, networkSettings, region, endpointUrl) { Profile = profile };
        var accountId = await IdentifyAsync(source, sts, cancellationToken);
        return new AwsSession(source, runtime, endpointUrl, profile, networkSettings, accountId, region, ownsCredentials: true);
    }

    /// <summary>Validates the settings without reading credentials and without a call.</summary>
    /// <param name="settings">The settings. What they leave out is not looked for.</param>
    /// <param name="host">The local machine.</param>
    /// <returns>EndpointUrlRefused, MalformedRegion or ProfileNotFound; null for valid settings.</returns>
    public static Problem? Validate(AwsSettings settings, HostEnvironment host)
    {
        try
        {
            EndpointUrl.Validated(settings.EndpointUrl);
            if (HostEnvironment.Text(settings.Region) is { } region)
                RegionResolver.Validated(region);
            var hasKeys = HostEnvironment.Text(settings.AccessKey) is not null;
            if (!hasKeys && HostEnvironment.Text(settings.ProfileName) is { } name)
                host.Profile(name);
            return null;
        }
        catch (EndpointHubException invalid)
        {
            return invalid.Problem;
        }
    }

    /// <summary>Opens a session of the same identity in another region. It must not outlive this session.</summary>
    /// <param name="region">The region.</param>
    /// <returns>The session, which the caller disposes.</returns>
    /// <exception cref="EndpointHubException">MalformedRegion.</exception>
    public AwsSession ForRegion(string region) =>
        new(_source, _runtime, _endpointUrl, _profile, _networkSettings, AccountId, RegionResolver.Validated(region), ownsCredentials: false);

    /// <summary>Assumes a role with this session's credentials, in the same region. The new session must not outlive this session.</summary>
    /// <param name="roleArn">The role.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The session, which the caller disposes.</returns>
    /// <exception cref="EndpointHubException">NotPermitted, or the role cannot be assumed.</exception>
    public async Task<AwsSession> AssumeRoleAsync(string roleArn, CancellationToken cancellationToken)
    {
        var role = new RoleCredentials(new StsClient(_source.Credentials, Sts()), roleArn, _runtime.Clock);
        var source = new CredentialSource($"role {roleArn}", role);
        try
        {
            await CallAsync(role.GetCredentialsAsync, roleArn, "AssumeRole", _source.Name);
            var accountId = await IdentifyAsync(source, Sts(), cancellationToken);
            return new AwsSession(source, _runtime, _endpointUrl, _profile, _networkSettings, accountId, Region, ownsCredentials: true);
        }
        catch
        {
            role.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Checks whether the credentials are valid for as long as work that must not be interrupted. Refreshing credentials are refreshed first.
    /// </summary>
    /// <returns>CredentialsExpire, or null for credentials that are valid long enough or whose expiration is unknown.</returns>
    /// <exception cref="EndpointHubException">CredentialsUnreadable: they could not be refreshed.</exception>
    internal async Task<Problem?> CheckExpiryAsync()
    {
        var utcNow = _runtime.Clock.GetUtcNow();
        return await _source.ExpirationAsync(utcNow + RequiredLifetime) is { } expiration && expiration < utcNow + RequiredLifetime
            ? Problems.CredentialsExpire(_source.Name, expiration, RequiredLifetime)
            : null;
    }

    /// <summary>Throws if a resource belongs to another account.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="accountId">The account of the resource.</param>
    /// <exception cref="EndpointHubException">AccountMismatch.</exception>
    public void RequireAccount(string resource, string accountId)
    {
        if (accountId != AccountId)
            throw new EndpointHubException(Problems.AccountMismatch(resource, accountId, AccountId));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ec2.IsValueCreated)
            _ec2.Value.Dispose();
        if (_route53.IsValueCreated)
            _route53.Value.Dispose();
        if (_resolver.IsValueCreated)
            _resolver.Value.Dispose();
        if (_profiles.IsValueCreated)
            _profiles.Value.Dispose();
        if (_ownsCredentials)
            (_source.Credentials as IDisposable)?.Dispose();
    }

    /// <summary>Returns account, region and source, never a key.</summary>
    public override string ToString() => $"{AccountId} in {Region} ({Credentials})";

    internal HostEnvironment Host => _runtime.Host;

    private static async Task<string> IdentifyAsync(CredentialSource source, StsClient.Settings settings, CancellationToken cancellationToken)
    {
        using var sts = new StsClient(source.Credentials, settings);
        var identity = await CallAsync(
            () => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken),
            source.Name,
            "GetCallerIdentity",
            source.Name
        );
        return identity.Account;
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call, string resource, string action, string credentials)
    {
        try
        {
            return await call();
        }
        catch (Exception failure)
            when (failure is not EndpointHubException && CallFailure.ToProblem(failure, resource, action, credentials) is { } problem)
        {
            throw new EndpointHubException(problem, failure);
        }
    }

    private StsClient.Settings Sts() => new(_runtime, _networkSettings, Region, _endpointUrl) { Profile = _profile };

    private Ec2Config ConfigureEc2()
    {
        var config = new Ec2Config(Region, _endpointUrl)
        {
            Clock = _runtime.Clock,
            Jitter = _runtime.Jitter,
            NewClientToken = _runtime.NewClientToken,
            Observer = _runtime.Observer,
            MaxErrorRetry = _runtime.MaxErrorRetry,
            Profile = _profile,
        };
        _networkSettings.ApplyTo(config, _runtime);
        return config;
    }

    private T Configure<T>(T config)
        where T : ServiceConfig
    {
        config.Clock = _runtime.Clock;
        config.Jitter = _runtime.Jitter;
        config.Observer = _runtime.Observer;
        config.MaxErrorRetry = _runtime.MaxErrorRetry;
        config.Profile = _profile;
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        if (_endpointUrl is not null)
            (config.ServiceURL, config.RegionBesideUrl) = (_endpointUrl, Region);
        _networkSettings.ApplyTo(config, _runtime);
        return config;
    }
}
