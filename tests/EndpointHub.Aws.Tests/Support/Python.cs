using System.Diagnostics;

namespace EndpointHub.AwsTests.Support;

/// <summary>Python with botocore, the reference implementation of AWS's wire formats. Tests that need it are skipped when it is missing.</summary>
internal static class Python
{
    private static readonly Lazy<string?> Executable = new(Find);

    public static string Require()
    {
        Assert.SkipWhen(Executable.Value is null, "No python3 with botocore on PATH.");
        return Executable.Value!;
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Require())
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string? Find()
    {
        foreach (var name in new[] { "python3", "python" })
        {
            try
            {
                using var probe = Process.Start(
                    new ProcessStartInfo(name, ["-c", "import botocore"]) { RedirectStandardError = true, UseShellExecute = false }
                );
                probe!.WaitForExit();
                if (probe.ExitCode == 0)
                    return name;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not on PATH.
            }
        }

        return null;
    }
}
