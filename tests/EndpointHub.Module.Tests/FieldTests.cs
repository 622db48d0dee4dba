using System.Text.Json;

namespace EndpointHub.ModuleTests;

/// <summary>
/// Cases from public reports, which <c>lab field</c> runs all. These are those that need a few seconds each. One PowerShell and one sandbox run them,
/// because both take longer to start than a case takes.
/// </summary>
public sealed class FieldTests
{
    private const string Selection =
        "policy-that-only-denies,wildcard*,zone-without-the-spoke,rules-for-the-whole-region,dns-servers-of-the-domain,shared-services-of-a-ministry,complete-example-twice";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Field");

    [Fact]
    public async Task Cases_from_public_reports_end_as_expected()
    {
        var results = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var (_, text, errors) = await PowerShellProcess.RunAsync(
                [
                    "-File",
                    Path.Combine(Folder, "Invoke-FieldCases.ps1"),
                    "-Folder",
                    Folder,
                    "-Module",
                    Path.Combine(TestedModule.Folder, "EndpointHub.psd1"),
                    "-Sandbox",
                    Path.Combine(AppContext.BaseDirectory, "EndpointHub.Sandbox.dll"),
                    "-Name",
                    Selection,
                    "-ResultPath",
                    results,
                ],
                TestContext.Current.CancellationToken
            );
            Assert.True(File.Exists(results), $"{text}\n{errors}");

            var variants = JsonSerializer.Deserialize<List<FieldVariant>>(
                await File.ReadAllTextAsync(results, TestContext.Current.CancellationToken)
            )!;
            Assert.True(variants.TrueForAll(variant => variant.Holds), text);
            Assert.InRange(variants.Count, Selection.Split(',').Length, 100);
        }
        finally
        {
            File.Delete(results);
        }
    }

    [Fact]
    public void Every_case_has_a_text_with_a_source_and_an_expectation()
    {
        var cases = Directory.GetDirectories(Folder).Select(path => File.ReadAllText(Path.Combine(path, "case.md"))).ToList();

        Assert.NotEmpty(cases);
        Assert.All(
            cases,
            text =>
            {
                Assert.Matches(@"(?m)^Sources?: .*https://", text);
                Assert.Matches("(?m)^Expected: ", text);
            }
        );
        Assert.All(Directory.GetDirectories(Folder), path => Assert.True(File.Exists(Path.Combine(path, "case.ps1")), path));
    }

    private sealed record FieldVariant(string Case, string Variant, bool Holds);
}
