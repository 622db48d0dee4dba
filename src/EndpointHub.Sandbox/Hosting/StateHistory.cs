namespace EndpointHub.Sandbox.Hosting;

/// <summary>The first line of a state file. It identifies the file as one of the sandbox's own.</summary>
/// <param name="Format">Always <see cref="Name"/>.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Seed">The seed of the ids in the requests: with another one they would refer to resources that do not exist.</param>
/// <param name="Landscape">The number of requests that built the initial landscape. A reset repeats them.</param>
/// <param name="ReadyAt">The instant at which the landscape was complete and settled.</param>
internal sealed record StateHeader(string Format, int Version, int Seed, int Landscape, DateTimeOffset ReadyAt)
{
    public const string Name = "EndpointHub.Sandbox state";
    public const int Current = 1;
}

/// <summary>The content of a state file.</summary>
/// <param name="Header">Null if the file has no content yet.</param>
/// <param name="Requests">The requests in their order.</param>
/// <param name="Length">The number of bytes up to the end of the last complete line. What follows was cut off by a crash.</param>
/// <param name="LacksNewline">True if the last complete line has no line break.</param>
internal sealed record StateHistory(StateHeader? Header, IReadOnlyList<KeptRequest> Requests, long Length, bool LacksNewline)
{
    public static StateHistory Empty { get; } = new(null, [], 0, LacksNewline: false);

    public IEnumerable<KeptRequest> Landscape => Requests.Take(Header?.Landscape ?? 0);

    /// <summary>The requests after the landscape that led to the present state. Those before the last reset did not.</summary>
    public IEnumerable<KeptRequest> Changes
    {
        get
        {
            var reset = Requests.Select((request, i) => request.Path == Introspection.Routes.ResetPath ? i : -1).DefaultIfEmpty(-1).Max();
            return Requests.Skip(Math.Max(reset + 1, Header?.Landscape ?? 0));
        }
    }
}
