using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>The configuration of the local machine: environment variables, profiles, and its role.</summary>
internal sealed record HostEnvironment
{
    /// <summary>Gets the function that reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Gets the path of the shared credentials file; null for the default. The configuration file is beside it.</summary>
    public string? ProfilesLocation { get; init; }

    /// <summary>Gets the function that reads the credentials of a container, a web identity or an instance.</summary>
    public Func<CancellationToken, Task<AWSCredentials>> RoleOfHost { get; init; } =
        static cancellationToken => new DefaultAWSCredentialsIdentityResolver().ResolveIdentityAsync(clientConfig: null, cancellationToken);

    /// <summary>Gets the function that returns the region of an instance; null on other machines.</summary>
    public Func<CancellationToken, Task<string?>> RegionOfHost { get; init; } =
        static cancellationToken =>
            // The SDK calls the instance metadata service synchronously. On other machines the call waits for a timeout.
            Task.Run(static () => Amazon.Util.EC2InstanceMetadata.Region?.SystemName, cancellationToken);

    /// <summary>Gets the function that returns the VPC of an instance; null on other machines.</summary>
    public Func<CancellationToken, Task<string?>> VpcOfHost { get; init; } = static cancellationToken => Task.Run(VpcByMetadata, cancellationToken);

    /// <summary>
    /// Gets the function that tests whether AWS's public addresses are reachable, by a global name that no interface endpoint serves.
    /// </summary>
    public Func<CancellationToken, Task<bool>> ReachesPublicApis { get; init; } =
        static async cancellationToken =>
        {
            using var socket = new System.Net.Sockets.TcpClient();
            using var cancelled = cancellationToken.Register(socket.Close);
            try
            {
                await socket.ConnectAsync("ec2.amazonaws.com", 443);
                return true;
            }
            catch (Exception unreachable) when (unreachable is System.Net.Sockets.SocketException or ObjectDisposedException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return false;
            }
        };

    /// <summary>Gets the profiles of the shared configuration and of the SDK store.</summary>
    public CredentialProfileStoreChain Profiles => new(ProfilesLocation);

    /// <summary>Returns a profile.</summary>
    /// <exception cref="EndpointHubException">ProfileNotFound, or ConfigurationUnreadable.</exception>
    public CredentialProfile Profile(string name) => FindProfile(name) ?? throw new EndpointHubException(Problems.ProfileNotFound(name));

    /// <summary>Returns a profile, or null if it does not exist.</summary>
    /// <exception cref="EndpointHubException">ConfigurationUnreadable.</exception>
    public CredentialProfile? FindProfile(string name)
    {
        try
        {
            return Profiles.TryGetProfile(name, out var profile) ? profile : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException or AmazonClientException)
        {
            // The message of the SDK contains the malformed line, which may be a key.
            throw new EndpointHubException(Problems.ConfigurationUnreadable("the shared AWS configuration (config and credentials)"));
        }
    }

    /// <summary>Gets the profile that is used if none is named.</summary>
    public string DefaultProfile => Text(Variable("AWS_PROFILE")) ?? "default";

    private static string? VpcByMetadata()
    {
        try
        {
            return Amazon.Util.EC2InstanceMetadata.NetworkInterfaces?.FirstOrDefault()?.VpcId;
        }
        catch (AmazonClientException)
        {
            return null; // The metadata service is disabled, or this is not an instance.
        }
    }

    /// <summary>Returns true if a file can be opened.</summary>
    public static bool IsReadable(string file)
    {
        try
        {
            using var opened = File.OpenRead(file);
            return true;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Returns null for an empty text, as AWS.Tools does.</summary>
    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
