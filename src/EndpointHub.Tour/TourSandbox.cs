using EndpointHub.Aws.Sessions;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Tour;

/// <summary>The sandbox that the tour calls over loopback, and the clock that both share.</summary>
internal sealed class TourSandbox : IAsyncDisposable
{
    // At this factor the waiting times stay visible and the tour takes about a minute.
    private const double Factor = 30;

    private readonly SandboxHost _host;

    private TourSandbox(SandboxHost host, FastClock clock) => (_host, Clock) = (host, clock);

    public FastClock Clock { get; }

    public AwsSandbox Aws => _host.Sandbox;

    public AwsSettings Settings =>
        new()
        {
            Region = "ap-northeast-1",
            AccessKey = "123456789012",
            SecretKey = "tour",
            EndpointUrl = _host.Url,
        };

    public static async Task<TourSandbox> StartAsync(CancellationToken cancellationToken)
    {
        var clock = new FastClock(Factor);
        var host = await SandboxHost.StartAsync(new SandboxOptions { Time = clock, Throttles = true }, cancellationToken: cancellationToken);
        await Landscape.BuildAsync(host.Sandbox, "seed", cancellationToken);
        return new TourSandbox(host, clock);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
