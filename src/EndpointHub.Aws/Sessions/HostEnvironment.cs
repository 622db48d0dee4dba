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

    /// <summary>The VPC that an instance stands in; null anywhere else.</summary>
    public Func<CancellationToken, Task<string?>> VpcOfHost { get; init; } = static cancellationToken =>
        Task.Run(VpcByMetadata, cancellationToken);

    /// <summary>Whether AWS's public addresses answer from here: a global name of an API, which no interface endpoint holds.</summary>
    public Func<CancellationToken, Task<bool>> ReachesPublicApis { get; init; } = static async cancellationToken =>
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

    public CredentialProfileStoreChain Profiles => new(ProfilesLocation);

    /// <summary>The profile that is meant where none is named.</summary>
    public string DefaultProfile => Text(Variable("AWS_PROFILE")) ?? "default";

    private static string? VpcByMetadata()
    {
        try
        {
            return Amazon.Util.EC2InstanceMetadata.NetworkInterfaces?.FirstOrDefault()?.VpcId;
        }
        catch (AmazonClientException)
        {
            return null; // Metadata is switched off here, or this is no instance.
        }
    }

    /// <summary>Empty counts as absent, as in AWS.Tools.</summary>
    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
