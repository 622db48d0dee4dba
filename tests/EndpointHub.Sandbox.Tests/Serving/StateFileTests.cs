using System.Text;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Serving;

/// <summary>What a state file may look like when a server starts, and what happens to it.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string StatePath => Path.Combine(_folder.FullName, "state.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_and_no_change_is_lost()
    {
        var link = Path.Combine(_folder.FullName, "link.jsonl");
        using (var first = new TestAws(new() { StateFile = StatePath }))
        {
            await first.Vpc("10.1.0.0/16");
            File.CreateSymbolicLink(link, StatePath);
            Assert.Contains("in use by another process", Refused(StatePath), StringComparison.Ordinal);
            Assert.Contains("in use by another process", Refused(link), StringComparison.Ordinal);
            await first.Vpc("10.2.0.0/16");
        }

        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16"], await BlocksAsync(link));
    }

    [Theory]
    [InlineData("notes, that are not a state file\n")]
    [InlineData("notes without a line break")]
    [InlineData("{}\n")]
    [InlineData("{\"Format\":\"other\"}\n")]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    [InlineData("{\"Format\":\"EndpointHub.Sandbox state\"")]
    [InlineData("{\"Format\":\"EndpointHub.Sandbox state\"}\n")]
    [InlineData("{\"Format\":\"EndpointHub.Sandbox state\",\"Version\":2,\"Seed\":1,\"Landscape\":0,\"ReadyAt\":\"2026-10-01T09:00:00+00:00\"}\n")]
    [InlineData("{\"Format\":\"EndpointHub.Sandbox state\",\"Version\":1,\"Seed\":1,\"Landscape\":9,\"ReadyAt\":\"2026-10-01T09:00:00+00:00\"}\n")]
    [InlineData("{\"Format\":\"EndpointHub.Sandbox state\",\"Version\":1,\"Seed\":2,\"Landscape\":0,\"ReadyAt\":\"2026-10-01T09:00:00+00:00\"}\n")]
    public void A_file_that_is_not_a_state_file_is_refused_and_not_changed(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        File.WriteAllBytes(StatePath, bytes);
        Assert.Contains(StatePath, Refused(StatePath), StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(StatePath));
        using var aws = new TestAws();
        Assert.Throws<IOException>(() => Rethrown(() => aws.Core.Repeat(StatePath)));
        Assert.Equal(bytes, File.ReadAllBytes(StatePath));
    }

    [Fact]
    public async Task An_empty_file_and_a_missing_one_are_new_state_files()
    {
        await File.WriteAllTextAsync(StatePath, "", TestContext.Current.CancellationToken);
        Assert.Empty(await BlocksAsync(StatePath));
        await WriteAsync(1);
        Assert.Equal(["10.1.0.0/16"], await BlocksAsync(StatePath));
    }

    [Theory]
    [InlineData("byte order mark")]
    [InlineData("CRLF")]
    [InlineData("no line break at the end")]
    [InlineData("torn line")]
    [InlineData("torn line of zeros")]
    public async Task What_an_editor_or_a_crash_leaves_behind_loses_no_complete_line(string kind)
    {
        await WriteAsync(3);
        var text = await File.ReadAllTextAsync(StatePath, TestContext.Current.CancellationToken);
        var changed = kind switch
        {
            "byte order mark" => "\uFEFF" + text,
            "CRLF" => text.ReplaceLineEndings("\r\n"),
            "no line break at the end" => text.TrimEnd(),
            "torn line" => text + text.Split('\n')[^2][..50],
            _ => text + new string('\0', 100),
        };
        await File.WriteAllBytesAsync(StatePath, Encoding.UTF8.GetBytes(changed), TestContext.Current.CancellationToken);
        using (var landscape = new TestAws())
        {
            await Landscape.BuildAsync(landscape.Core, StatePath, TestContext.Current.CancellationToken);
            Assert.Equal(3, (await landscape.Ec2("DescribeVpcs")).All("vpcId").Count);
        }

        using (var aws = new TestAws(new() { StateFile = StatePath }))
            await aws.Vpc("10.9.0.0/16", dns: false);
        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.9.0.0/16"], await BlocksAsync(StatePath));
    }

    [Theory]
    [InlineData(1, "lines were removed")]
    [InlineData(2, "lines were removed")]
    [InlineData(0, "not a state file")]
    public async Task A_removed_line_is_named(int removed, string words)
    {
        await WriteAsync(4);
        var lines = (await File.ReadAllLinesAsync(StatePath, TestContext.Current.CancellationToken)).ToList();
        lines.RemoveAt(removed);
        await DamagedAsync(lines, words, removed == 0 ? "" : $"line {removed + 1},");
    }

    [Fact]
    public async Task A_line_that_was_moved_repeated_or_edited_is_named()
    {
        await WriteAsync(4);
        var lines = (await File.ReadAllLinesAsync(StatePath, TestContext.Current.CancellationToken)).ToList();
        await DamagedAsync([lines[0], lines[2], lines[1], .. lines[3..]], "moved", "line 2,");
        await DamagedAsync([.. lines[..3], lines[2], .. lines[3..]], "repeated", "line 4,");
        await DamagedAsync([.. lines[..2], lines[2][..20], .. lines[3..]], "not a request", "line 3,");
        await DamagedAsync([.. lines[..2], "null", .. lines[3..]], "not a request", "line 3,");
        await DamagedAsync(
            [.. lines[..2], lines[2].Replace("10.2.0.0", "10.2.0.900", StringComparison.Ordinal), .. lines[3..]],
            "edited",
            "request 2,"
        );
    }

    private async Task DamagedAsync(IEnumerable<string> lines, string words, string place)
    {
        await File.WriteAllLinesAsync(StatePath, lines, TestContext.Current.CancellationToken);
        var before = await File.ReadAllBytesAsync(StatePath, TestContext.Current.CancellationToken);
        var message = Refused(StatePath);
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(StatePath, TestContext.Current.CancellationToken));
    }

    /// <summary>Creates VPCs with the blocks 10.1.0.0/16, 10.2.0.0/16 and so on.</summary>
    private async Task WriteAsync(int count)
    {
        using var aws = new TestAws(new() { StateFile = StatePath });
        for (var i = 1; i <= count; i++)
            await aws.Vpc($"10.{i}.0.0/16", dns: false);
    }

    private static async Task<IEnumerable<string>> BlocksAsync(string path)
    {
        using var aws = new TestAws(new() { StateFile = path });
        return (await aws.Ec2("DescribeVpcs")).All("cidrBlock").Distinct().Order(StringComparer.Ordinal);
    }

    private static string Refused(string path)
    {
        var error = Assert.Throws<IOException>(() => Rethrown(() => new TestAws(new() { StateFile = path }).Dispose()));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    /// <summary>The exception of the public contract, without its internal type.</summary>
    private static void Rethrown(Action action)
    {
        try
        {
            action();
        }
        catch (IOException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
