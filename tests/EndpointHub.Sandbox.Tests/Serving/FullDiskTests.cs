using System.Diagnostics;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Serving;

/// <summary>A state file on a file system without free space.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_change_that_cannot_be_stored_is_refused_and_undone_and_nothing_is_lost()
    {
        using var disk = SmallDisk.Mount();
        var state = Path.Combine(disk.Path, "state.jsonl");
        string before;
        using (var aws = new TestAws(new() { StateFile = state }))
        {
            var vpc = await aws.Vpc();
            disk.Fill();
            while ((await aws.Ec2("CreateTags", ("ResourceId.1", vpc), ("Tag.1.Key", "a"), ("Tag.1.Value", new string('x', 255)))).Status == 200) { }
            before = (await aws.GetAsync("state")).GetRawText();
            var refused = await aws.Ec2(
                "CreateVpc",
                ("CidrBlock", "10.3.0.0/16"),
                ("TagSpecification.1.ResourceType", "vpc"),
                ("TagSpecification.1.Tag.1.Key", "a"),
                ("TagSpecification.1.Tag.1.Value", new string('x', 255))
            );
            Assert.Equal((503, "ServiceUnavailable"), (refused.Status, refused.Code));
            Assert.StartsWith($"Nothing was changed: {state} cannot be written: ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message!);
            Assert.Equal((503, false), (aws.Core.Requests[^1].Status, aws.Core.Requests[^1].IsExecuted));
            var rule = await aws.Resolver(
                "CreateResolverRule",
                new
                {
                    CreatorRequestId = new string('x', 255),
                    RuleType = "SYSTEM",
                    DomainName = "a.example",
                }
            );
            Assert.Equal((503, "ServiceUnavailable"), (rule.Status, rule.Code));
            var reset = await aws.Core.HandleAsync(
                new("POST", "/_sandbox/reset", "", aws.Signed("none"), new string(' ', 1000)),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(503, reset.Status);
            Assert.Equal(before, (await aws.GetAsync("state")).GetRawText());
            disk.Free();
            await aws.Vpc("10.4.0.0/16");
            before = (await aws.GetAsync("state")).GetRawText();
        }

        using var again = new TestAws(new() { StateFile = state });
        Assert.Equal(before, (await again.GetAsync("state")).GetRawText());
        Assert.Equal(["10.2.0.0/16", "10.4.0.0/16"], (await again.Ec2("DescribeVpcs")).All("cidrBlock").Distinct());
    }

    [Fact]
    public async Task A_landscape_that_cannot_be_stored_ends_serve_in_one_line()
    {
        using var disk = SmallDisk.Mount();
        disk.Fill();
        var state = Path.Combine(disk.Path, "state.jsonl");
        var run = await ServeRun.OfAsync("--state", state, "--landscape", "seed");
        Assert.StartsWith($"serve: {state} cannot be written: ", run.Line(), StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(state).Length);
    }

    /// <summary>A file system of a few kilobytes.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

        public string Path => _folder.FullName;

        private string Ballast => System.IO.Path.Combine(Path, "ballast");

        public static SmallDisk Mount()
        {
            Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a small file system.");
            var disk = new SmallDisk();
            var mounted = Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.Path) == 0;
            if (!mounted)
                disk._folder.Delete();
            Assert.SkipUnless(mounted, "A tmpfs cannot be mounted here.");
            return disk;
        }

        /// <summary>Leaves no free page.</summary>
        public void Fill()
        {
            try
            {
                using var file = File.Create(Ballast, bufferSize: 1);
                while (true)
                    file.Write(new byte[4096]);
            }
            catch (IOException)
            {
                // No space is left.
            }
        }

        public void Free() => File.Delete(Ballast);

        public void Dispose()
        {
            Run("umount", Path);
            _folder.Delete();
        }

        private static int Run(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
