using EndpointHub.Sandbox.Dns;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>Everything that the invariants read from the sandbox. Tests alter it to prove that the invariants detect a wrong sandbox.</summary>
internal sealed record Sight
{
    public Func<AwsSandbox, string, string, DateTimeOffset?, DnsAnswer> Resolve { get; init; } =
        (sandbox, vpc, name, at) => sandbox.Resolve(vpc, name, at);

    public Func<AwsSandbox, string, string, IReadOnlyList<DnsInterval>> History { get; init; } =
        (sandbox, vpc, name) => sandbox.DnsHistory(vpc, name);

    /// <summary>The state's JSON.</summary>
    public Func<string, string> State { get; init; } = json => json;

    /// <summary>The response to a move.</summary>
    public Func<Answer, Answer> Answer { get; init; } = answer => answer;

    /// <summary>The status of a change of Route 53.</summary>
    public Func<string, string> Change { get; init; } = status => status;
}
