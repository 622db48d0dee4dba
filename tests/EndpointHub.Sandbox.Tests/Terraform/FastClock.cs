using System.Diagnostics;

namespace EndpointHub.SandboxTests.Terraform;

/// <summary>Time for real clients that poll: many times as fast as the wall's, so that nobody waits long for what settles, and able to leap.</summary>
internal sealed class FastClock(double speed) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly Stopwatch _passed = Stopwatch.StartNew();
    private TimeSpan _leapt;

    public override DateTimeOffset GetUtcNow() => Start + (_passed.Elapsed * speed) + _leapt;

    public void Leap(TimeSpan time) => _leapt += time;
}
