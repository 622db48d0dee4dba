namespace EndpointHub.Aws.Executing.Waiting;

/// <summary>How often something is looked at, and for how long.</summary>
/// <param name="Interval">The time between two looks.</param>
/// <param name="Limit">After this it counts as not coming.</param>
internal sealed record Pace(TimeSpan Interval, TimeSpan Limit)
{
    /// <summary>An endpoint settles in 19 s to 120 s as observed; Terraform's provider waits for ten minutes.</summary>
    public static Pace Endpoint { get; } = Seconds(2, 600);

    /// <summary>A peering's request is checked, and its acceptance carried out, within seconds.</summary>
    public static Pace Peering { get; } = Seconds(1, 120);

    /// <summary>Route 53 brings a change to all its servers within 60 s, normally (Route 53 API reference, GetChange).</summary>
    public static Pace Change { get; } = Seconds(1, 300);

    /// <summary>The zones of an endpoint that gave up its names: as often as Route 53's budget allows, because each moment counts.</summary>
    public static Pace BlockingZone { get; } = Seconds(0.2, 120);

    /// <summary>Private DNS is refused until the zones that were disassociated are gone.</summary>
    public static Pace ZoneGoing { get; } = Seconds(1, 120);

    /// <summary>Route 53 refuses a second change of a zone while it works on the first.</summary>
    public static Pace PriorRequest { get; } = Seconds(1, 60);

    /// <summary>An endpoint's interfaces outlive it for a while and hold their group.</summary>
    public static Pace Dependents { get; } = Seconds(5, 300);

    /// <summary>EC2 may not know yet what it has just made (EC2 API reference, eventual consistency).</summary>
    public static Pace Appearing { get; } = Seconds(1, 30);

    private static Pace Seconds(double interval, double limit) => new(TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(limit));
}
