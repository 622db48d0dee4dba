using System.Text.Json;

namespace EndpointHub.ModuleTests.RealInput;

/// <summary>The output of a job's pipeline.</summary>
internal sealed record JobReport(
    IReadOnlyList<TestedPath> Paths,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<Refusal> Refused
)
{
    /// <returns>The report of each job; empty for other output.</returns>
    public static IReadOnlyList<JobReport> Parse(string output) => output.StartsWith('[') ? JsonSerializer.Deserialize<List<JobReport>>(output)! : [];
}

internal sealed record TestedPath(string VpcId, string Service, string Verdict, IReadOnlyList<string> Findings);

internal sealed record Refusal(string Id, string Command, string Message);
