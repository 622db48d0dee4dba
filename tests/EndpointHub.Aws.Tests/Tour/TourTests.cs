using System.Diagnostics;
using System.Text.Json;

namespace EndpointHub.AwsTests.Tour;

/// <summary>The tour in a separate process, which contains the sandbox.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task The_JSON_output_of_the_tour_has_all_fields_and_expected_figures()
    {
        var (exitCode, output, errors) = await RunAsync("--json");

        Assert.True(exitCode == 0, errors);
        using var report = JsonDocument.Parse(output);
        var tour = report.RootElement;
        Assert.Equal(
            [
                "monthlyBefore",
                "monthlyAfter",
                "currency",
                "endpointsBefore",
                "endpointsAfter",
                "pathsReachable",
                "pathsTotal",
                "cutoverGaps",
                "secondRunSteps",
                "apiCalls",
            ],
            Fields(tour)
        );
        Assert.Equal(241.92m, tour.GetProperty("monthlyBefore").GetDecimal());
        Assert.Equal(88.14m, tour.GetProperty("monthlyAfter").GetDecimal());
        Assert.Equal(["USD", "JPY"], tour.GetProperty("currency").EnumerateArray().Select(row => row.GetProperty("currency").GetString()));
        Assert.Equal(36_288m, tour.GetProperty("currency")[1].GetProperty("before").GetDecimal());
        Assert.All(tour.GetProperty("currency").EnumerateArray(), row => Assert.Equal(["currency", "before", "after", "saving"], Fields(row)));
        Assert.Equal(24, tour.GetProperty("endpointsBefore").GetInt32());
        Assert.Equal(8, tour.GetProperty("endpointsAfter").GetInt32());
        Assert.Equal(tour.GetProperty("pathsTotal").GetInt32(), tour.GetProperty("pathsReachable").GetInt32());
        Assert.All(tour.GetProperty("cutoverGaps").EnumerateArray(), gap => Assert.Equal(["spoke", "service", "name", "seconds"], Fields(gap)));
        Assert.Equal(0, tour.GetProperty("secondRunSteps").GetInt32());
        Assert.Equal(["read", "write"], Fields(tour.GetProperty("apiCalls")));
    }

    [Theory]
    [InlineData("--fast")]
    [InlineData("fast")]
    public async Task An_unknown_argument_is_an_error_and_the_tour_does_not_start(string argument)
    {
        var (exitCode, output, errors) = await RunAsync(argument);

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"'{argument}'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Three VPCs move", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_describes_the_options_and_the_tour_does_not_start()
    {
        var (exitCode, output, errors) = await RunAsync("--help");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
        Assert.Matches(@"--json\s+Prints", output);
        Assert.DoesNotContain("Three VPCs move", output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Fields(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
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
