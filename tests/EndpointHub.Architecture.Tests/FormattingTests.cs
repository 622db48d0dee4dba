using System.Diagnostics;

namespace EndpointHub.ArchitectureTests;

/// <summary>
/// One brace style and one line length: CSharpier, a tool of the repository, formats every C# file. It wraps neither comments nor texts, so the
/// length of comments is checked here.
/// </summary>
public sealed class FormattingTests
{
    private const int MaxLength = 150;

    [Fact]
    public async Task Every_file_is_formatted()
    {
        var (exitCode, output) = await CheckAsync(Directories.Repository);

        Assert.True(exitCode == 0, $"Run 'dotnet csharpier format .' in the repository.\n{output}");
    }

    [Fact]
    public async Task A_file_with_another_brace_style_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("formatting-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "Other.cs"),
                "class Other {\n    void M() {\n    }\n}\n",
                TestContext.Current.CancellationToken
            );

            var (exitCode, output) = await CheckAsync(folder.FullName);

            Assert.NotEqual(0, exitCode);
            Assert.Contains("Other.cs", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void No_comment_is_longer_than_a_line()
    {
        Assert.Equal(["x.cs:2"], LongComments("x.cs", ["/// short", "    // " + new string('x', MaxLength)]));

        Assert.Empty(
            SourceProject.All.SelectMany(project =>
                project.Files().SelectMany(file => LongComments(Path.GetRelativePath(Directories.Repository, file), File.ReadAllLines(file)))
            )
        );
    }

    private static IEnumerable<string> LongComments(string file, string[] lines) =>
        from line in lines.Index()
        where line.Item.Length > MaxLength && line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select $"{file}:{line.Index + 1}";

    // The tool is restored by the build of the module's tests. Restoring it again takes no time.
    private static async Task<(int ExitCode, string Output)> CheckAsync(string folder)
    {
        var (restored, reason) = await DotnetAsync("tool", "restore");
        Assert.True(restored == 0, reason);
        return await DotnetAsync("csharpier", "check", folder);
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = Directories.Repository,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + errors);
    }
}
