using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EndpointHub.Testing.Packets.Worlds;

/// <summary>
/// A Linux network namespace without a name: nothing holds it but this process, so the kernel takes it away with everything in it when it is
/// disposed, and when the process dies at the latest. Sockets stay in the namespace that they were made in, whichever thread uses them.
/// </summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET, sched.h

    // Packets are taken whose answers would leave by another link, and nothing here speaks IPv6.
    private static readonly IReadOnlyList<(string Setting, string Value)> Settings =
    [
        ("ipv4/conf/all/rp_filter", "0"), ("ipv4/conf/default/rp_filter", "0"),
        ("ipv6/conf/all/disable_ipv6", "1"), ("ipv6/conf/default/disable_ipv6", "1"),
    ];

    private readonly SafeFileHandle _handle;

    private NetworkNamespace(SafeFileHandle handle) => _handle = handle;

    /// <summary>What <c>ip link ... netns</c> takes for this namespace.</summary>
    public string Path => $"/proc/{Environment.ProcessId}/fd/{_handle.DangerousGetHandle()}";

    /// <summary>Makes a namespace.</summary>
    /// <param name="forwards">Whether packets for others pass through it.</param>
    public static NetworkNamespace Create(bool forwards) => OnThreadOfItsOwn(() =>
    {
        Assert(unshare(NewNetwork), nameof(unshare));

        // Shared, since nothing can be locked here.
        var made = new NetworkNamespace(File.OpenHandle("/proc/thread-self/ns/net", share: FileShare.ReadWrite | FileShare.Delete));
        foreach (var (setting, value) in Settings.Append(("ipv4/ip_forward", forwards ? "1" : "0")))
        {
            // A kernel without IPv6 has no such setting.
            if (File.Exists($"/proc/sys/net/{setting}"))
                File.WriteAllText($"/proc/sys/net/{setting}", value);
        }

        return made;
    });

    /// <summary>Does something in the namespace: sockets that it makes and processes that it starts belong there.</summary>
    public T Inside<T>(Func<T> action) => OnThreadOfItsOwn(() =>
    {
        Assert(setns((int)_handle.DangerousGetHandle(), NewNetwork), nameof(setns));
        return action();
    });

    /// <summary>Hands lines to a program that runs in the namespace and reads its standard input.</summary>
    /// <exception cref="InvalidOperationException">The program refused them.</exception>
    public void Run(string program, string[] arguments, string lines) => Inside(() =>
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(lines);
        process.StandardInput.Close();
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? 0 : throw new InvalidOperationException($"{program}: {complaint} in\n{lines}");
    });

    public void Dispose() => _handle.Dispose();

    // A thread that changed its namespace must not serve anybody else afterwards.
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
