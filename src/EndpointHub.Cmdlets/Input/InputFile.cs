using System.Text;

namespace EndpointHub.Cmdlets.Input;

/// <summary>
/// Reads the files that parameters name. A device has no end, a pipe may never have an answer, and a text that decoders read differently can hide a
/// part of a policy: a file must be a regular file of bounded size in strict UTF-8.
/// </summary>
internal static class InputFile
{
    /// <summary>The maximum size in bytes. The largest policy of AWS has 32 KB.</summary>
    internal const int LargestFile = 256 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file. Returns null, with the reason as a sentence, if it cannot be read.</summary>
    internal static string? TryRead(string path, out string? reason)
    {
        try
        {
            var file = Target(new FileInfo(path));
            reason =
                !file.Exists || file.Attributes.HasFlag(FileAttributes.Device) ? "there is no file of this name."
                // The length of a device or a pipe is zero, and opening a pipe may wait forever.
                : file.Length == 0 ? "the file is empty, or is not a regular file."
                : file.Length > LargestFile ? $"the file has {file.Length} bytes, and at most {LargestFile} are read."
                : null;
            return reason is null ? Read(file, out reason) : null;
        }
        catch (DecoderFallbackException)
        {
            reason = "the file is not text in UTF-8.";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = $"the file cannot be read: {unreadable.Message}";
        }

        return null;
    }

    private static string? Read(FileInfo file, out string? reason)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[file.Length];
        var count = 0;
        if (stream.CanSeek && stream.Length == bytes.Length)
        {
            for (var read = -1; read != 0 && count < bytes.Length; count += read)
                read = stream.Read(bytes, count, bytes.Length - count);
        }

        reason = count == bytes.Length ? null : "the file is not a regular file, or has changed while it was read.";
        return reason is null ? Utf8.GetString(bytes).TrimStart('\uFEFF') : null;
    }

    // The length of a link is that of its text. Windows PowerShell, for which the property is missing, knows no pipes in file systems.
    private static FileInfo Target(FileInfo file) =>
#if NET
        file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
#else
        file;
#endif
}
