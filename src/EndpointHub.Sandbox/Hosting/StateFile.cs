using System.Text.Json;
using EndpointHub.Sandbox.Files;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>
/// Stores the state as the requests that created it, one JSON line each: the same requests at the same instants with the same seed create the
/// same state again, so no other file format is needed. Lines are only appended, also for a reset.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private readonly string _path;
    private readonly int _seed;
    private readonly FileStream _stream;
    private long _length;
    private int _number;

    /// <exception cref="UnusableFileException">The file cannot be opened, or another process has it open.</exception>
    public StateFile(string path, int seed) => (_path, _seed, _stream) = (path, seed, RegularFile.OpenExclusive(path));

    /// <summary>Reads the file, and removes what a crash left of an incomplete line.</summary>
    /// <exception cref="UnusableFileException">The file is not a state file, is damaged, or belongs to another seed.</exception>
    public StateHistory Load()
    {
        try
        {
            var history = Readable(_path, _stream, _seed);
            if (_stream.Length > history.Length)
                _stream.SetLength(history.Length);
            (_length, _number) = (history.Length, history.Requests.Count);
            if (history.LacksNewline)
                Write("\n"u8);
            return history;
        }
        catch (IOException error) when (error is not UnusableFileException)
        {
            throw new UnusableFileException($"{_path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a state file that stays as it is.</summary>
    /// <exception cref="UnusableFileException">The file is not a state file, is damaged, or belongs to another seed.</exception>
    public static StateHistory Read(string path, int seed)
    {
        using var stream = RegularFile.OpenRead(path);
        var history = Readable(path, stream, seed);
        return history.Header is null ? throw new UnusableFileException($"{path} is not a state file of the sandbox: it is empty.") : history;
    }

    /// <summary>Writes the landscape at once, so that a crash leaves all of it or nothing that counts.</summary>
    /// <exception cref="UnusableFileException">The file cannot be written; its content is unchanged.</exception>
    public void Begin(IReadOnlyList<KeptRequest> landscape, DateTimeOffset readyAt)
    {
        if (_length > 0)
            throw new InvalidOperationException("A landscape is built before the first change.");
        using var text = new MemoryStream();
        Line(text, new StateHeader(StateHeader.Name, StateHeader.Current, _seed, landscape.Count, readyAt));
        for (var i = 0; i < landscape.Count; i++)
            Line(text, landscape[i] with { Number = i + 1 });
        Write(text.ToArray());
        _number = landscape.Count;
    }

    /// <exception cref="UnusableFileException">The file cannot be written; its content is unchanged.</exception>
    public void Append(KeptRequest request)
    {
        if (_length == 0)
            Begin([], request.At);
        using var text = new MemoryStream();
        Line(text, request with { Number = _number + 1 });
        Write(text.ToArray());
        _number++;
    }

    public void Dispose() => _stream.Dispose();

    private static StateHistory Readable(string path, FileStream stream, int seed)
    {
        var history = new StateReader(path).Read(stream);
        return history.Header is { } header && header.Seed != seed
            ? throw new UnusableFileException(
                $"{path} was written with --seed {header.Seed}, and its ids exist only with this seed. It was not changed."
            )
            : history;
    }

    private static void Line<T>(MemoryStream text, T value)
    {
        JsonSerializer.Serialize(text, value);
        text.WriteByte((byte)'\n');
    }

    /// <summary>Writes at the end of the last complete line, whatever an earlier failure left behind it.</summary>
    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_stream.SafeFileHandle, bytes, _length);
            _length += bytes.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Trim();
            throw new UnusableFileException($"{_path} cannot be written: {error.Message}", error);
        }
    }

    private void Trim()
    {
        try
        {
            RandomAccess.SetLength(_stream.SafeFileHandle, _length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The rest of the failed line has no line break, so the next start removes it.
        }
    }
}
