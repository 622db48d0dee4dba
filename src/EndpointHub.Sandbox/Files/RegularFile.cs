using System.Runtime.InteropServices;

namespace EndpointHub.Sandbox.Files;

/// <summary>Opens the files that the command line names. Directories, pipes and devices are refused before they are opened.</summary>
internal static partial class RegularFile
{
    /// <summary>The size of the buffer for a status. The runtime's structure is smaller on every platform.</summary>
    private const int StatusSize = 512;

    private const int ModeOffset = sizeof(int);
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    /// <exception cref="UnusableFileException">The file does not exist or cannot be read.</exception>
    public static FileStream OpenRead(string path) => Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    /// <summary>
    /// Opens or creates a file that no second server can open at the same time. The operating system releases this lock when the process ends,
    /// whatever ended it.
    /// </summary>
    /// <remarks>On Unix, .NET takes an exclusive lock only for <see cref="FileShare.None"/>; on Windows, other processes may read.</remarks>
    /// <exception cref="UnusableFileException">The file cannot be read and written, or another process has it open.</exception>
    public static FileStream OpenExclusive(string path)
    {
        // An administrator may write to read-only files, so the operating system would not refuse.
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw new UnusableFileException($"{path} is read-only.");
        return Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None);
    }

    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        if (Directory.Exists(path))
            throw new UnusableFileException($"{path} is a directory, not a file.");
        if (!OperatingSystem.IsWindows() && TypeOf(path) is { } type and not Regular)
            throw new UnusableFileException($"{path} is not a regular file.");
        try
        {
            return new FileStream(path, mode, access, share, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableFileException(Reason(path, error), error);
        }
    }

    private static string Reason(string path, Exception error) =>
        error switch
        {
            ArgumentException => $"'{path}' is not the path of a file.",
            FileNotFoundException => $"{path} does not exist.",
            DirectoryNotFoundException => $"The folder of {path} does not exist.",
            UnauthorizedAccessException => $"{path} cannot be opened: permission denied.",
            _ when IsLock(error) => $"{path} is in use by another process, for example by a second server.",
            _ => $"{path} cannot be opened: {error.Message}",
        };

    private static bool IsLock(Exception error) =>
        error.HResult == WindowsSharingViolation
        || (!OperatingSystem.IsWindows() && error.Message.Contains("used by another process", StringComparison.Ordinal));

    /// <returns>The file type of POSIX; null if there is no such file.</returns>
    private static int? TypeOf(string path)
    {
        var status = new byte[StatusSize];
        return Stat(path, status) == 0 ? MemoryMarshal.Read<int>(status.AsSpan(ModeOffset)) & TypeMask : null;
    }

    // .NET does not tell pipes and devices from files, and opening a pipe does not return before its other end is opened. This is the function
    // that the runtime itself calls; its structure begins with the flags and the mode.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(string path, [Out] byte[] status);
}
