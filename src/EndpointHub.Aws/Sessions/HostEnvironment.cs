using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace EndpointHub.Aws.Sessions;

/// <summary>What the machine knows by itself: variables, profiles, and the role it runs in.</summary>
internal sealed record HostEnvironment
{
    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The shared credentials file; null for the usual place. The configuration stands beside it.</summary>
    public string? ProfilesLocation { get; init; }

    /// <summary>The credentials of a container, a web identity or an instance.</summary>
    public Func<CancellationToken, Task<AWSCredentials>> RoleOfHost { get; init; } = static cancellationToken =>
        new DefaultAWSCredentialsIdentityResolver().ResolveIdentityAsync(clientConfig: null, cancellationToken);

    /// <summary>The region that an instance stands in; null anywhere else.</summary>
    public Func<CancellationToken, Task<string?>> RegionOfHost { get; init; } = static cancellationToken =>
        // The SDK asks the instance's metadata service in place, and a machine that is no instance lets it wait.
        Task.Run(static () => Amazon.Util.EC2InstanceMetadata.Region?.SystemName, cancellationToken);

    public CredentialProfileStoreChain Profiles => new(ProfilesLocation);

    /// <summary>The profile that is meant where none is named.</summary>
    public string DefaultProfile => Text(Variable("AWS_PROFILE")) ?? "default";

    /// <summary>Empty counts as absent, as in AWS.Tools.</summary>
    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
