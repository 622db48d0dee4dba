namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>The interval and the time limit of polling.</summary>
/// <param name="Interval">The time between two polls.</param>
/// <param name="Limit">The time after which the wait fails.</param>
internal sealed record Pace(TimeSpan Interval, TimeSpan Limit)
{
    /// <summary>An endpoint settles in 19 s to 120 s, as observed. Terraform's provider waits for ten minutes.</summary>
    public static Pace Endpoint { get; } = Seconds(2, 600);

    /// <summary>A peering request is processed, and its acceptance completed, within seconds.</summary>
    public static Pace Peering { get; } = Seconds(1, 120);

    /// <summary>Route 53 normally propagates a change to all its servers within 60 s (Route 53 API reference, GetChange).</summary>
    public static Pace Change { get; } = Seconds(1, 300);

    /// <summary>
    /// The managed zone of an endpoint whose private DNS was switched off. It is polled as often as Route 53's rate limit allows, because its names
    /// have no private answer.
    /// </summary>
    public static Pace BlockingZone { get; } = Seconds(0.2, 120);

    /// <summary>AWS refuses private DNS until the disassociation of the zones is complete.</summary>
    public static Pace ZoneGoing { get; } = Seconds(1, 120);

    /// <summary>Route 53 refuses a second change of a zone while the first is in progress.</summary>
    public static Pace PriorRequest { get; } = Seconds(1, 60);

    /// <summary>The network interfaces of a deleted endpoint exist for a while and block the deletion of their security group.</summary>
    public static Pace Dependents { get; } = Seconds(5, 300);

    /// <summary>EC2 may not find a resource immediately after its creation (EC2 API reference, eventual consistency).</summary>
    public static Pace Appearing { get; } = Seconds(1, 30);

    /// <summary>A resource of another run may not be found immediately, and a request whose answer was lost may still take effect.</summary>
    public static Pace Visible { get; } = Seconds(2, 60);

    private static Pace Seconds(double interval, double limit) => new(TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(limit));
}
