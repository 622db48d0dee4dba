namespace EndpointHub.Sandbox.Settings;

/// <summary>
/// The times that AWS takes to complete changes, as ranges. Each actual duration is drawn from its range by the seeded random generator.
/// </summary>
/// <remarks>Observed: an endpoint settles in 19 to 120 s, a Route 53 change within 60 s; the others are assumptions.</remarks>
public sealed record Durations
{
    public DurationRange EndpointAvailable { get; init; } = new(19, 120);

    public DurationRange EndpointModified { get; init; } = new(10, 90);

    /// <summary>From switching private DNS off (or deleting the endpoint) until its managed zones are gone; may outlast <c>pending</c>.</summary>
    public DurationRange PrivateDnsGone { get; init; } = new(5, 60);

    public DurationRange EndpointDeleted { get; init; } = new(20, 90);

    /// <summary>From the deletion of an endpoint until its network interfaces are deleted.</summary>
    public DurationRange InterfaceGone { get; init; } = new(0, 60);

    public DurationRange ZoneChange { get; init; } = new(5, 60);

    public DurationRange PeeringRequested { get; init; } = new(1, 3);

    public DurationRange PeeringProvisioned { get; init; } = new(1, 10);

    public DurationRange NatGatewayAvailable { get; init; } = new(60, 150);

    public DurationRange TransitGatewayChange { get; init; } = new(30, 120);

    /// <summary>Associations of Resolver rules, DNS Firewall rule groups and Profiles, and associations of resources with a Profile.</summary>
    public DurationRange ResolverChange { get; init; } = new(5, 60);

    /// <summary>VPCs, subnets and CIDR associations.</summary>
    public DurationRange NetworkChange { get; init; } = new(0, 2);

    public static Durations None { get; } =
        new()
        {
            EndpointAvailable = default,
            EndpointModified = default,
            PrivateDnsGone = default,
            EndpointDeleted = default,
            InterfaceGone = default,
            ZoneChange = default,
            PeeringRequested = default,
            PeeringProvisioned = default,
            NatGatewayAvailable = default,
            TransitGatewayChange = default,
            ResolverChange = default,
            NetworkChange = default,
        };
}

/// <summary>A range in seconds, both ends included.</summary>
public readonly record struct DurationRange(double Least, double Most)
{
    public TimeSpan Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return TimeSpan.FromMilliseconds(Math.Round((Least + ((Most - Least) * random.NextDouble())) * 1000));
    }
}
