using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using EndpointHub.Errors;
using static EndpointHub.Aws.Sessions.HostEnvironment;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// Creates the credentials of a profile. Source profiles and programs are followed here and not in the SDK, so that each cause of a failure is known
/// before anything is run.
/// </summary>
internal sealed class ProfileCredentials(HostEnvironment host, TimeProvider clock)
{
    /// <summary>Creates the credentials of a profile. Nothing is run and no call is made.</summary>
    /// <param name="name">The profile.</param>
    /// <exception cref="EndpointHubException">The profile does not exist, or cannot be used.</exception>
    public AWSCredentials Of(string name) => Of(host.Profile(name), []);

    private AWSCredentials Of(CredentialProfile profile, HashSet<string> before)
    {
        var options = profile.Options;
        if (Text(options.LoginSession) is not null)
            throw new EndpointHubException(Problems.LoginProfileUnsupported(profile.Name));
        if (Text(options.RoleArn) is { } role && Text(options.SourceProfile) is { } source)
            return OfRole(profile, role, source, before);
        if (Text(options.CredentialProcess) is { } command && Text(options.RoleArn) is null && Text(options.AccessKey) is null)
            return new ProcessCredentials(profile.Name, command, clock);
        return Guarded(profile, FromSdk(profile));
    }

    private TranslatedCredentials OfRole(CredentialProfile profile, string role, string source, HashSet<string> before)
    {
        if (Text(profile.Options.MfaSerial) is not null)
            throw new EndpointHubException(Problems.MfaRequired(profile.Name));
        before.Add(profile.Name);
        if (before.Contains(source))
            throw new EndpointHubException(Problems.SourceProfileLoop(profile.Name, source));
        var found = host.FindProfile(source) ?? throw new EndpointHubException(Problems.SourceProfileNotFound(profile.Name, source));

        var keys = Of(found, before);
        var options = new AssumeRoleAWSCredentialsOptions { ExternalId = Text(profile.Options.ExternalID) };
        var session = Text(profile.Options.RoleSessionName) ?? "EndpointHub";
        return Guarded(profile, new AssumeRoleAWSCredentials(keys, role, session, options), keys as IDisposable);
    }

    private AWSCredentials FromSdk(CredentialProfile profile)
    {
        try
        {
            return profile.GetAWSCredentials(host.Profiles);
        }
        catch (Exception unusable) when (unusable is AmazonClientException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            // The SDK's message may contain values of the profile.
            throw new EndpointHubException(
                Problems.CredentialsUnreadable($"profile {profile.Name}", "the profile is incomplete, or its settings exclude each other.")
            );
        }
    }

    private TranslatedCredentials Guarded(CredentialProfile profile, AWSCredentials credentials, IDisposable? source = null)
    {
        var name = $"profile {profile.Name}";
        return new TranslatedCredentials(credentials, name, () => ProblemOf(profile, credentials, name), clock) { Source = source };
    }

    private static Problem ProblemOf(CredentialProfile profile, AWSCredentials credentials, string name) =>
        credentials switch
        {
            SSOAWSCredentials => Problems.SsoSignInRequired(profile.Name),
            AssumeRoleWithWebIdentityCredentials web when !IsReadable(web.WebIdentityTokenFile) => Problems.WebIdentityTokenUnreadable(
                name,
                web.WebIdentityTokenFile
            ),
            AssumeRoleAWSCredentials or AssumeRoleWithWebIdentityCredentials => Problems.Unreachable("AssumeRole", "AWS STS did not answer."),
            _ => Problems.CredentialsUnreadable(name, "the source of its credentials did not return any."),
        };
}
