namespace EndpointHub.Sandbox.Dns;

/// <summary>A value with its history, so that the value at any past instant can be read.</summary>
internal sealed class Timeline<T>(T before)
{
    private readonly List<(DateTimeOffset At, T Value)> _changes = [];

    public T Latest => _changes.Count == 0 ? before : _changes[^1].Value;

    public IEnumerable<DateTimeOffset> Instants => _changes.Select(c => c.At);

    public IEnumerable<T> Values => _changes.Select(c => c.Value);

    public void Set(DateTimeOffset at, T value)
    {
        if (_changes.Count > 0 && _changes[^1].At == at)
            _changes[^1] = (at, value);
        else
            _changes.Add((at, value));
    }

    public T At(DateTimeOffset instant)
    {
        for (var i = _changes.Count - 1; i >= 0; i--)
        {
            if (_changes[i].At <= instant)
                return _changes[i].Value;
        }

        return before;
    }
}
