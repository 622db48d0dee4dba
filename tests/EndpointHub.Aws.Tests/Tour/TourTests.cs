using System.Diagnostics;
using System.Text.Json;

namespace EndpointHub.Aws.Tests.Tour;

/// <summary>The tour as a newcomer starts it: a process of its own, with the sandbox inside it.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task The_tour_moves_one_endpoint_and_has_nothing_left_to_do_the_second_time()
    {
        var (exitCode, output, errors) = await RunAsync("--json");

        Assert.True(exitCode == 0, errors);
        using var report = JsonDocument.Parse(output);
        var tour = report.RootElement;
        Assert.Equal(1, tour.GetProperty("endpointsBefore").GetInt32());
        Assert.Equal(1, tour.GetProperty("endpointsAfter").GetInt32());
        Assert.Equal(2, tour.GetProperty("pathsTotal").GetInt32());
        Assert.Equal(2, tour.GetProperty("pathsReachable").GetInt32());
        Assert.Equal(0, tour.GetProperty("secondRunSteps").GetInt32());
        Assert.Equal(4, tour.GetProperty("cutoverGaps").GetArrayLength());
        Assert.All(tour.GetProperty("cutoverGaps").EnumerateArray(), gap =>
            Assert.InRange(gap.GetProperty("seconds").GetDouble(), 0, gap.GetProperty("announcedSeconds").GetDouble()));
    }

    [Fact]
    public async Task At_a_console_the_tour_tells_its_story_in_chapters()
    {
        var (exitCode, output, errors) = await RunAsync();

        Assert.True(exitCode == 0, errors);
        Assert.Contains("would switch private DNS off", output, StringComparison.Ordinal);
        Assert.Contains("How long each name was without a private answer", output, StringComparison.Ordinal);
        Assert.Contains("0 steps left to do", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "EndpointHub.Tour.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var tour = Process.Start(start)!;
        var output = tour.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = tour.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tour.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (tour.ExitCode, await output, await errors);
    }
}
