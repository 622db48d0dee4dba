using System.Globalization;
using Amazon.Runtime;
using EndpointHub.Errors;
using static EndpointHub.Aws.Sessions.HostEnvironment;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// Finds credentials in AWS.Tools' own order: keys, named profile, stored credentials, environment, default profile, role of the host.
/// A source that is named and cannot be used is an error, because the next source might be another account.
/// </summary>
internal sealed class CredentialResolver(AwsSettings settings, HostEnvironment host)
{
    private const string Tried = "-AccessKey, -ProfileName, $StoredAWSCredentials, environment variables, default profile and the role of this host";

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
        return isNamed || (host.Profiles.TryGetProfile(host.DefaultProfile, out var profile) && profile.CanCreateAWSCredentials)
            ? FromProfile(host.DefaultProfile)
            : null;
    }

    private async Task<CredentialSource> FromHostAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new CredentialSource("the role of this host", await host.RoleOfHost(cancellationToken));
        }
        catch (AmazonClientException nothing)
        {
            throw new EndpointHubException(Problems.NoCredentials(Tried), nothing);
        }
    }

    private CredentialSource FromProfile(string name)
    {
        var profile = host.Profile(name);
        try
        {
            return new CredentialSource($"profile {name}", profile.GetAWSCredentials(host.Profiles)) { ProfileName = name };
        }
        catch (Exception unusable) when (unusable is AmazonClientException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            throw new EndpointHubException(Problems.CredentialsUnreadable($"profile {name}", unusable.Message), unusable);
        }
    }

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
