using System.Diagnostics;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>
/// A clock for clients that poll: it runs many times faster than real time, so that changes settle soon, and it can be moved forward.
/// </summary>
internal sealed class FastClock(double speed) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly Stopwatch _passed = Stopwatch.StartNew();
    private TimeSpan _leapt;

    public override DateTimeOffset GetUtcNow() => Start + (_passed.Elapsed * speed) + _leapt;

    public void Leap(TimeSpan time) => _leapt += time;
}
