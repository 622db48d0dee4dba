using System.Globalization;

namespace EndpointHub.Sandbox.Http;

/// <summary>Everything that was asked, in order; no credential reaches it.</summary>
internal sealed class RequestLog
{
    private readonly List<RequestLogEntry> _entries = [];

    public IReadOnlyList<RequestLogEntry> Entries => _entries;

    public RequestLogEntry Open(DateTimeOffset at, int seed)
    {
        var entry = new RequestLogEntry(_entries.Count + 1, at, seed);
        _entries.Add(entry);
        return entry;
    }

    public void Clear() => _entries.Clear();
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
