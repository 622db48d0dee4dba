using EndpointHub.Aws.Sessions;
using EndpointHub.Sandbox;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;

namespace EndpointHub.Tour;

/// <summary>The sandbox that the tour talks to over loopback, and what it tells behind the API.</summary>
internal sealed class TourSandbox : IAsyncDisposable
{
    // Half a minute in a second: settling times stay visible, and the tour short.
    private const double Factor = 30;

    private readonly SandboxHost _host;

    private TourSandbox(SandboxHost host, FastClock clock) => (_host, Clock) = (host, clock);

    public FastClock Clock { get; }

    public AwsSettings Settings => new() { Region = "ap-northeast-1", AccessKey = "123456789012", SecretKey = "tour", EndpointUrl = _host.Url };

    public static async Task<TourSandbox> StartAsync(CancellationToken cancellationToken)
    {
        var clock = new FastClock(Factor);
        var host = await SandboxHost.StartAsync(new SandboxOptions { Time = clock }, cancellationToken: cancellationToken);
        await Landscape.BuildAsync(host.Sandbox, "seed", cancellationToken);
        return new TourSandbox(host, clock);
    }

    /// <summary>How many calls were made so far, by what they do.</summary>
    public ApiCalls Calls() => new(_host.Sandbox.Requests.Count(request => !request.IsMutating), _host.Sandbox.Requests.Count(request => request.IsMutating));

    /// <summary>For how long, since an instant, a name had an answer that was no address.</summary>
    public TimeSpan TimeWithoutAddress(string vpcId, string name, DateTimeOffset since) => _host.Sandbox.DnsHistory(vpcId, name)
        .Where(interval => interval.Answer.Addresses.Count == 0 && (interval.To is null || interval.To > since))
        .Aggregate(TimeSpan.Zero, (sum, interval) => sum + ((interval.To ?? _host.Sandbox.Now) - (interval.From < since ? since : interval.From)));

    public IReadOnlyList<string> Answer(string vpcId, string name) => _host.Sandbox.Resolve(vpcId, name).Addresses;

    public DateTimeOffset Now => _host.Sandbox.Now;

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
