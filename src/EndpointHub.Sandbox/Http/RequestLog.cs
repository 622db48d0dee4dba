using System.Globalization;

namespace EndpointHub.Sandbox.Http;

/// <summary>Everything that was asked, in order; no credential reaches it.</summary>
internal sealed class RequestLog
{
    /// <summary>Characters of parameters that are kept; more than any test asks, and an end to what a hostile caller can fill.</summary>
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

    /// <summary>Counts an answered request, and forgets the parameters of the oldest ones where all together grow too many.</summary>
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

/// <summary>One request and what became of it.</summary>
public sealed class RequestLogEntry(int sequence, DateTimeOffset at, int seed)
{
    public int Sequence => sequence;

    /// <summary>On the sandbox's own clock.</summary>
    public DateTimeOffset At => at;

    public string RequestId { get; } = string.Create(CultureInfo.InvariantCulture, $"{seed:x8}-0000-4000-8000-{sequence:x12}");

    public string? Account { get; internal set; }

    public string? Region { get; internal set; }

    public string? Service { get; internal set; }

    public string? Action { get; internal set; }

    public bool IsMutating { get; internal set; }

    /// <summary>False where it was refused before its handler, or a ClientToken answered it.</summary>
    public bool IsExecuted { get; internal set; }

    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; internal set; } = [];

    public int Status { get; internal set; }

    public string? Error { get; internal set; }
}
