using System.Text;
using System.Text.Json;
using EndpointHub.Sandbox.Files;

namespace EndpointHub.Sandbox.Hosting;

/// <summary>Reads a state file and does not change it. Everything but an incomplete last line must be as the sandbox wrote it.</summary>
/// <param name="path">The path, for error messages.</param>
internal sealed class StateReader(string path)
{
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
    private static readonly byte[] Start = Encoding.UTF8.GetBytes($"{{\"Format\":\"{StateHeader.Name}\"");
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <exception cref="UnusableFileException">The file is not a state file, or it is damaged.</exception>
    public StateHistory Read(FileStream stream)
    {
        if (stream.Length == 0)
            return StateHistory.Empty;
        stream.Position = 0;
        var first = new byte[ByteOrderMark.Length + Start.Length];
        var length = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        var mark = first.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        if (!first.AsSpan(mark, Math.Max(0, length - mark)).StartsWith(Start))
            throw new UnusableFileException($"{path} is not a state file of the sandbox. It was not changed.");
        if (stream.Length > Array.MaxLength)
            throw new UnusableFileException($"{path} is too large to be read.");
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return Lines(bytes, mark);
    }

    private StateHistory Lines(byte[] bytes, int mark)
    {
        StateHeader? header = null;
        var requests = new List<KeptRequest>();
        var lacksNewline = false;
        var at = mark;
        for (var line = 1; at < bytes.Length; line++)
        {
            var newline = Array.IndexOf(bytes, (byte)'\n', at);
            lacksNewline = newline < 0;
            var end = lacksNewline ? bytes.Length : newline;
            try
            {
                var text = bytes.AsSpan(at, end - at);
                if (header is null)
                    header = Header(text);
                else if (!text.Trim(" \r\t"u8).IsEmpty)
                    requests.Add(Request(text, line, requests.Count + 1));
            }
            catch (JsonException) when (lacksNewline)
            {
                lacksNewline = false;
                break;
            }
            catch (JsonException error)
            {
                throw new UnusableFileException($"{path}, line {line}, is not a request as the sandbox writes it. The file was not changed.", error);
            }

            at = lacksNewline ? end : end + 1;
        }

        if (header is null || requests.Count < header.Landscape)
            throw new UnusableFileException($"{path} is cut off before the end of its landscape. It was not changed; remove it to start anew.");
        return new(header, requests, at, lacksNewline);
    }

    private StateHeader Header(ReadOnlySpan<byte> text)
    {
        var header = JsonSerializer.Deserialize<StateHeader>(text, Strict) ?? throw new JsonException();
        return header.Version == StateHeader.Current
            ? header
            : throw new UnusableFileException(
                $"{path} has version {header.Version} of the format; this sandbox reads version {StateHeader.Current}."
            );
    }

    private KeptRequest Request(ReadOnlySpan<byte> text, int line, int number)
    {
        var request = JsonSerializer.Deserialize<KeptRequest>(text, Strict) ?? throw new JsonException();
        return request.Number == number
            ? request
            : throw new UnusableFileException(
                $"{path}, line {line}, has request {request.Number} where request {number} is expected: lines were removed, repeated or moved. The file was not changed."
            );
    }
}
