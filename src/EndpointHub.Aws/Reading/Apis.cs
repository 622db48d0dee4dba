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
    /// <summary>
    /// Gets the function that returns a problem if the credentials expire too soon for work that must not be interrupted, otherwise null.
    /// </summary>
    public Func<Task<Problem?>> CheckExpiryAsync { get; init; } = static () => Task.FromResult<Problem?>(null);
}

/// <summary>Returns the APIs of an account and region.</summary>
/// <param name="location">The account and region.</param>
/// <returns>The APIs.</returns>
internal delegate Apis ApisAt(Location location);
