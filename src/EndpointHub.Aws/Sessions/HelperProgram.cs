using System.ComponentModel;
using System.Diagnostics;
using EndpointHub.Aws.Pacing;

namespace EndpointHub.Aws.Sessions;

/// <summary>Runs a program of the shared configuration, for a limited time and with a limited output.</summary>
internal static class HelperProgram
{
    private const int LongestOutput = 65_536;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Runs a command line with the shell of the system, as the AWS SDK does. What it writes to the error stream is discarded.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="clock">The clock of the time limit.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>Its output, or the reason why there is none.</returns>
    /// <exception cref="OperationCanceledException">The program was ended.</exception>
    public static async Task<(string? Output, string? Failure)> RunAsync(string command, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Shell(command) };
        process.ErrorDataReceived += static (_, _) => { };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return (null, "it could not be started.");
        }

        try
        {
            process.StandardInput.Close();
            process.BeginErrorReadLine();
            var running = Task.Run(() => Read(process), CancellationToken.None);
            return await clock.WaitAsync(running, Limit, cancellationToken).ConfigureAwait(false)
                ? await running.ConfigureAwait(false)
                : (null, $"it did not end within {Limit.TotalSeconds:0} s.");
        }
        finally
        {
            End(process);
        }
    }

    private static (string? Output, string? Failure) Read(Process process)
    {
        var buffer = new char[LongestOutput + 1];
        var length = process.StandardOutput.ReadBlock(buffer, 0, buffer.Length);
        if (length > LongestOutput)
            return (null, "its output is too long.");
        process.WaitForExit();
        return process.ExitCode == 0 ? (new string(buffer, 0, length), null) : (null, $"it ended with exit code {process.ExitCode}.");
    }

    private static ProcessStartInfo Shell(string command)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
#if NET
        // Windows PowerShell, which loads the netstandard2.0 assembly, runs on Windows only.
        if (!OperatingSystem.IsWindows())
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(command);
            return start;
        }
#endif
        (start.FileName, start.Arguments) = ("cmd.exe", $"/d /c {command}");
        return start;
    }

    private static void End(Process process)
    {
        try
        {
            if (process.HasExited)
                return;
#if NET
            process.Kill(entireProcessTree: true);
#else
            process.Kill();
#endif
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended meanwhile.
        }
    }
}
