using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using EndpointHub.Aws.Pacing;
using EndpointHub.Errors;
using static EndpointHub.Aws.Sessions.HostEnvironment;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// Finds credentials in AWS.Tools' own order: keys, named profile, stored credentials, environment, default profile, role of the host.
/// A source that is named and cannot be used is an error, because the next source might be another account.
/// </summary>
internal sealed class CredentialResolver(AwsSettings settings, HostEnvironment host, TimeProvider clock)
{
    private const string Tried = "-AccessKey, -ProfileName, $StoredAWSCredentials, environment variables, default profile and the role of this host";

    private const string TokenFile = "AWS_WEB_IDENTITY_TOKEN_FILE";

    private static readonly string[] RoleVariables = [TokenFile, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];

    // The metadata service of an instance answers in milliseconds. The SDK repeats its requests.
    private static readonly TimeSpan HostLimit = TimeSpan.FromSeconds(20);

    /// <exception cref="EndpointHubException">No credentials are found, or they cannot be used.</exception>
    public async Task<CredentialSource> ResolveAsync(CancellationToken cancellationToken) =>
        FromKeys() ?? FromNamedProfile() ?? FromShell() ?? FromVariables() ?? FromDefaultProfile() ?? await FromHostAsync(cancellationToken);

    private CredentialSource? FromKeys() =>
        Keys("-AccessKey", settings.AccessKey, "-SecretKey", settings.SecretKey, settings.SessionToken)
        ?? (Text(settings.SessionToken) is null ? null : throw Unusable("-SessionToken", "-AccessKey and -SecretKey are missing."));

    private CredentialSource? FromNamedProfile() => Text(settings.ProfileName) is { } name ? FromProfile(name) : null;

    private CredentialSource? FromShell()
    {
        var stored = new StoredCredentials(settings.StoredCredentials);
        return stored.IsSet() ? new CredentialSource("$StoredAWSCredentials", stored) : null;
    }

    private CredentialSource? FromVariables() =>
        Keys(
            "AWS_ACCESS_KEY_ID",
            host.Variable("AWS_ACCESS_KEY_ID"),
            "AWS_SECRET_ACCESS_KEY",
            host.Variable("AWS_SECRET_ACCESS_KEY"),
            host.Variable("AWS_SESSION_TOKEN"),
            ExpirationOfVariables()
        );

    // "aws configure export-credentials" writes this variable. https://docs.aws.amazon.com/cli/latest/reference/configure/export-credentials.html
    private DateTimeOffset? ExpirationOfVariables() =>
        DateTimeOffset.TryParse(host.Variable("AWS_CREDENTIAL_EXPIRATION"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end)
            ? end
            : null;

    private CredentialSource? FromDefaultProfile()
    {
        var isNamed = Text(host.Variable("AWS_PROFILE")) is not null;
        return isNamed || host.FindProfile(host.DefaultProfile) is { } profile && HasCredentials(profile) ? FromProfile(host.DefaultProfile) : null;
    }

    // The SDK does not count a sign-in that it cannot read.
    private static bool HasCredentials(CredentialProfile profile) =>
        profile.CanCreateAWSCredentials || Text(profile.Options.LoginSession) is not null;

    private async Task<CredentialSource> FromHostAsync(CancellationToken cancellationToken)
    {
        const string Name = "the role of this host";
        try
        {
            // Parts of the SDK's search are synchronous and have no limit.
            var searching = Task.Run(() => host.RoleOfHost(cancellationToken), CancellationToken.None);
            if (await clock.WaitAsync(searching, HostLimit, cancellationToken))
                return new CredentialSource(Name, Guarded(await searching));
        }
        catch (Exception nothing) when (nothing is not OperationCanceledException)
        {
            // The SDK's message lists every source that it has tried.
        }

        throw new EndpointHubException(NoRole());

        AWSCredentials Guarded(AWSCredentials credentials) =>
            credentials is BasicAWSCredentials or SessionAWSCredentials ? credentials : new TranslatedCredentials(credentials, Name, NoRole, clock);
    }

    private Problem NoRole()
    {
        var configured = Array.Find(RoleVariables, name => Text(host.Variable(name)) is not null);
        return configured == TokenFile && !IsReadable(host.Variable(TokenFile)!)
                ? Problems.WebIdentityTokenUnreadable(TokenFile, host.Variable(TokenFile)!)
            : configured is not null ? Problems.HostRoleUnavailable(configured)
            : Problems.NoCredentials(Tried);
    }

    private CredentialSource FromProfile(string name) => new($"profile {name}", new ProfileCredentials(host, clock).Of(name)) { ProfileName = name };

    private static CredentialSource? Keys(
        string accessName,
        string? access,
        string secretName,
        string? secret,
        string? token,
        DateTimeOffset? end = null
    )
    {
        if (Text(access) is null && Text(secret) is null)
            return null;
        if (Text(access) is null || Text(secret) is null)
        {
            var (given, missing) = Text(access) is null ? (secretName, accessName) : (accessName, secretName);
            throw Unusable(given, $"{missing} is missing.");
        }

        // They become headers of requests.
        if ($"{access}{secret}{token}".Any(character => character is <= ' ' or > '~'))
            throw Unusable(accessName, "the access key, the secret key or the session token contains a character that no key has.");

        return new CredentialSource(
            accessName,
            Text(token) is null ? new BasicAWSCredentials(access, secret) : new SessionAWSCredentials(access, secret, token)
        )
        {
            Expiration = end,
        };
    }

    private static EndpointHubException Unusable(string source, string reason) => new(Problems.CredentialsUnreadable(source, reason));
}
