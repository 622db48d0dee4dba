using Amazon.EC2;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using EndpointHub.Errors;
using EndpointHub.Topology;

namespace EndpointHub.Aws.Reading;

/// <summary>The APIs of one account and region.</summary>
internal sealed record Apis(IAmazonEC2 Ec2, IAmazonRoute53 Route53, IAmazonRoute53Resolver Resolver, IAmazonRoute53Profiles Profiles)
{
    /// <summary>Why work that must not be interrupted should not begin with these credentials; null where nothing is known against it.</summary>
    public Func<Task<Problem?>> CheckExpiryAsync { get; init; } = static () => Task.FromResult<Problem?>(null);
}

/// <summary>The way to the APIs of a place.</summary>
/// <param name="location">The account and region.</param>
/// <returns>The APIs.</returns>
internal delegate Apis ApisAt(Location location);
