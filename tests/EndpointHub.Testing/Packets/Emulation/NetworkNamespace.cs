using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EndpointHub.Testing.Packets.Emulation;

/// <summary>
/// An unnamed Linux network namespace. Only this process refers to it, so the kernel removes it with its content when it is
/// disposed or the process ends. Sockets stay in the namespace in which they were created, regardless of the thread that uses them.
/// </summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET, sched.h

    // Asymmetric routes are allowed, and IPv6 is not used.
    private static readonly IReadOnlyList<(string Setting, string Value)> Settings =
    [
        ("ipv4/conf/all/rp_filter", "0"),
        ("ipv4/conf/default/rp_filter", "0"),
        ("ipv6/conf/all/disable_ipv6", "1"),
        ("ipv6/conf/default/disable_ipv6", "1"),
    ];

    private readonly SafeFileHandle _handle;

    private NetworkNamespace(SafeFileHandle handle) => _handle = handle;

    /// <summary>The argument of <c>ip link ... netns</c> for this namespace.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_handle.DangerousGetHandle()}";

    /// <summary>Creates a namespace.</summary>
    /// <param name="forwards">True to forward packets.</param>
    public static NetworkNamespace Create(bool forwards) =>
        OnThreadOfItsOwn(() =>
        {
            Assert(unshare(NewNetwork), nameof(unshare));

            // Files of procfs cannot be locked.
            var made = new NetworkNamespace(File.OpenHandle("/proc/thread-self/ns/net", share: FileShare.ReadWrite | FileShare.Delete));
            foreach (var (setting, value) in Settings.Append(("ipv4/ip_forward", forwards ? "1" : "0")))
            {
                // A kernel without IPv6 does not have this setting.
                if (File.Exists($"/proc/sys/net/{setting}"))
                    File.WriteAllText($"/proc/sys/net/{setting}", value);
            }

            return made;
        });

    /// <summary>Runs an action in the namespace: its sockets and child processes belong to the namespace.</summary>
    public T Inside<T>(Func<T> action) =>
        OnThreadOfItsOwn(() =>
        {
            Assert(setns((int)_handle.DangerousGetHandle(), NewNetwork), nameof(setns));
            return action();
        });

    /// <summary>Sends lines to the standard input of a program in the namespace.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public void Run(string program, string[] arguments, string lines) =>
        Inside(() =>
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            process.StandardInput.Write(lines);
            process.StandardInput.Close();
            var complaint = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? 0 : throw new InvalidOperationException($"{program}: {complaint} in\n{lines}");
        });

    public void Dispose() => _handle.Dispose();

    // A thread that changed its namespace must not be reused.
    private static T OnThreadOfItsOwn<T>(Func<T> action)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    private static void Assert(int returned, string call)
    {
        if (returned != 0)
            throw new InvalidOperationException($"{call}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setns(int descriptor, int kind);
}
