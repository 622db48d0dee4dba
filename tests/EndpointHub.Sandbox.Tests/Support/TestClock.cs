namespace EndpointHub.SandboxTests.Support;

/// <summary>A clock that advances only when a test advances it.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset _network = new(2026, 10, 1, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _network;

    public void Advance(TimeSpan time) => _network += time;
}
