using EndpointHub.Topology;
using EndpointHub.Values;
using static EndpointHub.Errors.CommandLine;
using static EndpointHub.Errors.ProblemKind;

namespace EndpointHub.Errors;

/// <content>The problems of credentials, Regions and network settings.</content>
internal static partial class Problems
{
    /// <summary>No credentials are found.</summary>
    /// <param name="tried">The places that were tried.</param>
    /// <returns>The problem.</returns>
    public static Problem NoCredentials(string tried) =>
        new(
            nameof(NoCredentials),
            Authentication,
            "credentials",
            $"none were found in {tried}.",
            "Give -ProfileName, or -AccessKey with -SecretKey, or run Set-AWSCredential."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>No region is given or configured.</summary>
    /// <returns>The problem.</returns>
    public static Problem NoRegion() =>
        new(
            nameof(NoRegion),
            InvalidArgument,
            "region",
            "no region was specified or obtained from persisted or shell defaults.",
            "Give -Region, run Set-DefaultAWSRegion, or set AWS_REGION."
        )
        {
            CommandLine = PowerShell($"Get-Help Get-EndpointHub -Parameter Region"),
        };

    /// <summary>A region's name cannot be one.</summary>
    /// <param name="region">The given text.</param>
    /// <returns>The problem.</returns>
    public static Problem MalformedRegion(string region) =>
        new(nameof(MalformedRegion), InvalidArgument, region, "is not the name of an AWS region.", "Give a region such as ap-northeast-1.")
        {
            CommandLine = PowerShell($"Get-Help Get-EndpointHub -Parameter Region"),
        };

    /// <summary>A named profile does not exist. Another account is never taken instead.</summary>
    /// <param name="profile">Its name.</param>
    /// <returns>The problem.</returns>
    public static Problem ProfileNotFound(string profile) =>
        new(
            nameof(ProfileNotFound),
            Authentication,
            profile,
            "is not a profile in the shared configuration or the SDK store, and no other credentials are taken in its place.",
            "Check the name against the shared configuration (~/.aws/config and ~/.aws/credentials) and the SDK store."
        );

    /// <summary>Credentials are there and cannot be used.</summary>
    /// <param name="source">Where they stand, never what they are.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The problem.</returns>
    public static Problem CredentialsUnreadable(string source, string reason) =>
        new(
            nameof(CredentialsUnreadable),
            Authentication,
            source,
            $"holds credentials that cannot be used: {reason}",
            "Set them again, or give -ProfileName or -AccessKey with -SecretKey."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>A profile takes its keys from a console sign-in, which the AWS SDK reads with a part that is not included.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The problem.</returns>
    public static Problem LoginProfileUnsupported(string profile) =>
        new(
            nameof(LoginProfileUnsupported),
            Authentication,
            $"profile {profile}",
            "was made by aws login (login_session), which EndpointHub cannot read.",
            $"Make a profile that takes its keys from the AWS CLI, and use -ProfileName {profile}-keys; or use $StoredAWSCredentials."
        )
        {
            CommandLine = ProfileOfExportedKeys(profile),
        };

    /// <summary>A profile assumes a role with a code that a person reads from a device.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The problem.</returns>
    public static Problem MfaRequired(string profile) =>
        new(
            nameof(MfaRequired),
            Authentication,
            $"profile {profile}",
            "assumes its role with a code of an MFA device (mfa_serial), and EndpointHub asks for no code.",
            "The AWS CLI asks for the code and prints the lines that set the keys of this session. Run them, and the command again without -ProfileName."
        )
        {
            CommandLine = AwsLocal($"configure export-credentials --profile {profile} --format powershell"),
        };

    /// <summary>A profile names a source profile that does not exist.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="source">The source profile.</param>
    /// <returns>The problem.</returns>
    public static Problem SourceProfileNotFound(string profile, string source) =>
        new(
            nameof(SourceProfileNotFound),
            Authentication,
            $"profile {profile}",
            $"names the source profile {source}, which does not exist, and no other credentials are taken in its place.",
            "Correct source_profile in the shared configuration (~/.aws/config)."
        )
        {
            CommandLine = AwsLocal($"configure get source_profile --profile {profile}"),
        };

    /// <summary>The source profiles of a profile lead back to a profile before them.</summary>
    /// <param name="profile">The profile whose source was met before.</param>
    /// <param name="source">The source profile.</param>
    /// <returns>The problem.</returns>
    public static Problem SourceProfileLoop(string profile, string source) =>
        new(
            nameof(SourceProfileLoop),
            Authentication,
            $"profile {profile}",
            $"names the source profile {source}, which leads back to itself, so that no profile has keys.",
            "Name a source_profile that has keys of its own in the shared configuration (~/.aws/config)."
        )
        {
            CommandLine = AwsLocal($"configure get source_profile --profile {profile}"),
        };

    /// <summary>A profile signs in through IAM Identity Center, and the sign-in is missing or has expired.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The problem.</returns>
    public static Problem SsoSignInRequired(string profile) =>
        new(
            nameof(SsoSignInRequired),
            Authentication,
            $"profile {profile}",
            "has no valid IAM Identity Center (SSO) sign-in: it is missing or has expired.",
            "Sign in with version 2 of the AWS CLI (aws sso login) or with Invoke-AWSSSOLogin, and run the command again."
        );

    /// <summary>The token file of a web identity cannot be read.</summary>
    /// <param name="source">Where the file is named.</param>
    /// <param name="file">The file.</param>
    /// <returns>The problem.</returns>
    public static Problem WebIdentityTokenUnreadable(string source, string file) =>
        new(
            nameof(WebIdentityTokenUnreadable),
            Authentication,
            source,
            $"names the web identity token file {file}, which cannot be read.",
            "Check the file and web_identity_token_file or AWS_WEB_IDENTITY_TOKEN_FILE."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>The program that a profile takes its keys from returned none.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="reason">The failure, without anything that the program wrote.</param>
    /// <returns>The problem.</returns>
    public static Problem CredentialProcessFailed(string profile, string reason) =>
        new(
            nameof(CredentialProcessFailed),
            Authentication,
            $"profile {profile}",
            $"takes its keys from a program (credential_process) that returned none: {reason}",
            "Run the program in a terminal. Its output is not shown here, because it may contain secrets."
        )
        {
            CommandLine = AwsLocal($"configure get credential_process --profile {profile}"),
        };

    /// <summary>The shared configuration cannot be read, so it is unknown which profiles exist.</summary>
    /// <param name="source">The files.</param>
    /// <returns>The problem.</returns>
    public static Problem ConfigurationUnreadable(string source) =>
        new(
            nameof(ConfigurationUnreadable),
            Authentication,
            source,
            "cannot be read: access is denied, or a line is malformed.",
            "Correct the files, or give -AccessKey with -SecretKey and -Region. The AWS CLI names the file."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>The role of a container or an instance is configured and does not answer.</summary>
    /// <param name="source">Where it is configured.</param>
    /// <returns>The problem.</returns>
    public static Problem HostRoleUnavailable(string source) =>
        new(
            nameof(HostRoleUnavailable),
            Authentication,
            source,
            "names an endpoint for the role of this host, which returned no credentials.",
            "Check the role of the task, the pod or the instance; or give -ProfileName, or -AccessKey with -SecretKey."
        )
        {
            CommandLine = AwsLocal($"configure list"),
        };

    /// <summary>An object that a dry run returned describes a network that has changed since.</summary>
    /// <param name="resource">What the step is about.</param>
    /// <param name="step">The step that can no longer be predicted.</param>
    /// <returns>The problem.</returns>
    public static Problem DryRunOutdated(string resource, string step) =>
        new(
            nameof(DryRunOutdated),
            InvalidArgument,
            resource,
            $"has changed since the dry run, so the result of \"{step}\" cannot be predicted.",
            "Repeat the dry run from its first command, or give the object that a real run returned."
        );

    /// <summary>A projected object carries text that no predicted step can be read from.</summary>
    /// <param name="resource">What the object is about.</param>
    /// <param name="reason">What is wrong with the text, as one sentence.</param>
    /// <returns>The problem.</returns>
    public static Problem StepRecordMalformed(string resource, string reason) =>
        new(
            nameof(StepRecordMalformed),
            InvalidArgument,
            resource,
            $"is projected, and a line of its StepRecords is no step: {reason}",
            "Give the object as the command returned it, or begin the dry run again with its first command."
        );

    /// <summary>Credentials end before work that must not be interrupted is sure to be over.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="end">When they end (UTC).</param>
    /// <param name="needed">How long they have to last.</param>
    /// <returns>The problem.</returns>
    public static Problem CredentialsExpire(string source, DateTimeOffset end, TimeSpan needed) =>
        new(
            nameof(CredentialsExpire),
            Authentication,
            source,
            FormattableString.Invariant(
                $"holds credentials that expire at {end.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; no cut-over begins with less than {needed.TotalMinutes:0} minutes left."
            ),
            "Sign in again, or take a role with a longer session, and run the command again."
        );

    /// <summary>The command runs in the very VPC whose names it would move, and could lose its own way to AWS in between.</summary>
    /// <param name="spokeVpcId">The spoke, and the host's VPC.</param>
    /// <param name="service">The service that the command itself calls.</param>
    /// <returns>The problem.</returns>
    public static Problem HostInsideSpoke(string spokeVpcId, string service) =>
        new(
            nameof(HostInsideSpoke),
            Unsafe,
            spokeVpcId,
            $"is where this command runs. It calls {service} itself, whose names would have no private answer for a moment, and AWS's public addresses cannot be reached from here.",
            "Run it outside the spoke, or leave that service out with -Service and move it from elsewhere."
        );

    /// <summary>An endpoint URL is none, or would send requests in the clear.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>The problem.</returns>
    public static Problem EndpointUrlRefused(string url) =>
        new(
            nameof(EndpointUrlRefused),
            InvalidArgument,
            url,
            "is no endpoint URL that is either https or http to this machine, and session tokens do not travel in the clear.",
            "Give an https URL, or http to 127.0.0.1, wherever this one comes from: -EndpointUrl, an AWS_ENDPOINT_URL variable, or endpoint_url of the profile."
        );

    /// <summary>A setting of how AWS is reached cannot be read, and without it requests would take another way.</summary>
    /// <param name="variable">The environment variable.</param>
    /// <param name="reason">The reason, as the end of a sentence that begins with the variable.</param>
    /// <returns>The problem.</returns>
    public static Problem NetworkSettingUnreadable(string variable, string reason) =>
        new(
            nameof(NetworkSettingUnreadable),
            InvalidArgument,
            variable,
            reason,
            "Give true or false for AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, and a URL like http://proxy.example.com:3128 for a proxy, or remove the variable."
        )
        {
            CommandLine = PowerShell($"Get-Help about_EndpointHub"),
        };

    /// <summary>An endpoint URL is used, and FIPS or dual-stack endpoints are demanded too.</summary>
    /// <param name="variable">The environment variable of the setting.</param>
    /// <returns>The problem.</returns>
    public static Problem EndpointSettingsConflict(string variable) =>
        new(
            nameof(EndpointSettingsConflict),
            InvalidArgument,
            variable,
            "is set, by this variable or in the profile, and an endpoint URL is used too, which would replace the endpoint that it demands.",
            "Leave out the endpoint URL, or set the variable to false for this session."
        )
        {
            CommandLine = PowerShell($"Get-Help about_EndpointHub"),
        };

    /// <summary>The credentials belong to another account than the object.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="expected">Its account.</param>
    /// <param name="actual">The credentials' account.</param>
    /// <returns>The problem.</returns>
    public static Problem AccountMismatch(string resource, string expected, string actual) =>
        new(
            nameof(AccountMismatch),
            Authentication,
            resource,
            $"belongs to account {expected}, and the credentials in use are of account {actual}.",
            "Give the profile of the right account with -ProfileName."
        )
        {
            CommandLine = Aws($"sts get-caller-identity"),
        };
}
