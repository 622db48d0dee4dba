using EndpointHub.Aws.Pacing;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.AwsTests.Simulation;

public sealed class PumpTests
{
    [Fact]
    public void An_hour_of_waiting_passes_without_waiting()
    {
        var clock = new VirtualClock();

        Pump.Run(clock, () => Task.Delay(TimeSpan.FromHours(1), clock));

        Assert.Equal(TimeSpan.FromHours(1), clock.Elapsed);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_due_time_and_then_of_creation()
    {
        var clock = new VirtualClock();
        var order = new List<string>();
        async Task Wait(string name, int seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), clock);
            order.Add(name);
        }

        Pump.Run(clock, () => Task.WhenAll(Wait("late", 3), Wait("first", 1), Wait("second", 1)));

        Assert.Equal(["first", "second", "late"], order);
    }

    [Fact]
    public void Continuations_without_a_captured_context_stay_on_the_pump_thread()
    {
        var clock = new VirtualClock();
        var threads = new HashSet<int>();
        async Task Step()
        {
            for (var i = 0; i < 100; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(i % 7), clock).ConfigureAwait(false);
                threads.Add(Environment.CurrentManagedThreadId);
            }
        }

        Pump.Run(clock, () => Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Step())));

        Assert.Equal(Environment.CurrentManagedThreadId, Assert.Single(threads));
    }

    [Fact]
    public void A_continuation_that_leaves_the_pump_is_an_error()
    {
        var clock = new VirtualClock();

        var failure = Assert.Throws<InvalidOperationException>(() =>
            Pump.Run(clock, () => Task.Run(async () => await Task.Delay(TimeSpan.FromSeconds(1), clock)))
        );

        Assert.Contains("another thread", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_wait_ends_at_the_time_of_its_cancellation()
    {
        var clock = new VirtualClock();

        Assert.Throws<OperationCanceledException>(() =>
            Pump.Run(
                clock,
                async () =>
                {
                    using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
                    await clock.DelayAsync(TimeSpan.FromHours(1), limit.Token);
                }
            )
        );

        Assert.Equal(TimeSpan.FromSeconds(5), clock.Elapsed);
    }
}
