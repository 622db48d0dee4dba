using System.Globalization;

namespace EndpointHub.Sandbox.Http;

/// <summary>The log of all requests in their order. It contains no credentials.</summary>
internal sealed class RequestLog
{
    /// <summary>
    /// The maximum number of parameter characters that are kept: more than any test needs, and a limit on the memory that a hostile caller can fill.
    /// </summary>
    private const int MostCharacters = 32 << 20;

    private readonly List<RequestLogEntry> _entries = [];
    private long _characters;
    private int _forgotten;

    public IReadOnlyList<RequestLogEntry> Entries => _entries;

    public RequestLogEntry Open(DateTimeOffset at, int seed)
    {
        var entry = new RequestLogEntry(_entries.Count + 1, at, seed);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Counts the parameters of a handled request, and drops those of the oldest requests once the maximum is exceeded.</summary>
    public void Close(RequestLogEntry entry)
    {
        _characters += Characters(entry);
        for (; _characters > MostCharacters && _forgotten < _entries.Count; _forgotten++)
        {
            _characters -= Characters(_entries[_forgotten]);
            _entries[_forgotten].Parameters = [];
        }
    }

    public void Clear()
    {
        _entries.Clear();
        (_characters, _forgotten) = (0, 0);
    }

    private static long Characters(RequestLogEntry entry) => entry.Parameters.Sum(p => (long)p.Key.Length + p.Value.Length);
}

/// <summary>A request and its outcome.</summary>
public sealed class RequestLogEntry(int sequence, DateTimeOffset at, int seed)
{
    public int Sequence => sequence;

    /// <summary>The time of the request on the sandbox's clock.</summary>
    public DateTimeOffset At => at;

    public string RequestId { get; } = string.Create(CultureInfo.InvariantCulture, $"{seed:x8}-0000-4000-8000-{sequence:x12}");

    public string? Account { get; internal set; }

    public string? Region { get; internal set; }

    public string? Service { get; internal set; }

    public string? Action { get; internal set; }

    public bool IsMutating { get; internal set; }

    /// <summary>False if the request was refused before its handler ran, or was answered from a repeated ClientToken.</summary>
    public bool IsExecuted { get; internal set; }

    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; internal set; } = [];

    public int Status { get; internal set; }

    public string? Error { get; internal set; }
}
