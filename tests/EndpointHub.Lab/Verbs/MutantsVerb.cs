using System.CommandLine;
using System.Text.Json;
using EndpointHub.Lab.Options;
using EndpointHub.Testing.Mutants;

namespace EndpointHub.Lab.Verbs;

/// <summary>
/// Applies each deliberate bug, or each that real packets or a DNS server must detect, to a scratch copy of the checkout, builds
/// it, and expects a failing test. A mutant that does not apply or build ends the verb, and so do tests that fail without a bug.
/// </summary>
internal static class MutantsVerb
{
    public static Command Command()
    {
        var packets = LabOptions.Switch("--packets", "Uses the bugs that only real packets detect.");
        var names = LabOptions.Switch("--names", "Uses the bugs that only a DNS server detects.");
        var json = LabOptions.Json();
        var command = new Command("mutants", "Applies deliberate bugs, one at a time, to a copy of the sources: a test must fail for each.")
        {
            packets,
            names,
            json,
        };
        command.SetAction(result =>
            RunAsync(
                result.GetValue(packets) ? PacketBugs.All
                    : result.GetValue(names) ? NameBugs.All
                    : DeliberateBugs.All,
                result.GetValue(json),
                result.InvocationConfiguration.Output
            )
        );
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<Mutant> mutants, bool asJson, TextWriter output)
    {
        var results = new List<MutantResult>();
        try
        {
            using var scratch = await ScratchCheckout.OfAsync(Checkout.Root);
            foreach (var group in mutants.GroupBy(mutant => mutant.Detector.Project, StringComparer.Ordinal))
            {
                await AssertSoundAsync(scratch, group.Key, group);
                foreach (var mutant in group)
                {
                    results.Add(new MutantResult(mutant.Bug, await DetectAsync(scratch, mutant)));
                    if (!asJson)
                        await output.WriteLineAsync(results[^1].ToString());
                }
            }
        }
        catch (InvalidOperationException broken)
        {
            await Console.Error.WriteLineAsync(broken.Message);
            return 1;
        }

        var survived = results.Count(result => result.KilledBy.Count == 0);
        if (asJson)
        {
            await output.WriteLineAsync(
                JsonSerializer.Serialize(
                    new
                    {
                        mutants = results.Count,
                        survived,
                        results,
                    },
                    JsonSerializerOptions.Web
                )
            );
        }

        return survived == 0 ? 0 : 1;
    }

    private static async Task AssertSoundAsync(ScratchCheckout scratch, string tests, IEnumerable<Mutant> mutants)
    {
        await scratch.BuildAsync(tests);
        foreach (var detector in mutants.Select(mutant => mutant.Detector).Distinct())
        {
            if (await scratch.FailuresOfAsync(detector) is { Count: > 0 } failures)
                throw new InvalidOperationException($"These tests fail without a bug: {string.Join(", ", failures)}");
        }
    }

    private static async Task<IReadOnlyList<string>> DetectAsync(ScratchCheckout scratch, Mutant mutant)
    {
        var file = scratch.PathOf(mutant.File);
        var sound = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, mutant.In(sound));
        await scratch.BuildAsync(mutant.Detector.Project);
        var failures = await scratch.FailuresOfAsync(mutant.Detector);
        await File.WriteAllTextAsync(file, sound);
        return failures;
    }

    private sealed record MutantResult(string Bug, IReadOnlyList<string> KilledBy)
    {
        public override string ToString() =>
            KilledBy.Count == 0
                ? $"SURVIVED  {Bug}"
                : $"killed    {Bug}: by {string.Join(", ", KilledBy.Take(3))}{(KilledBy.Count > 3 ? $" and {KilledBy.Count - 3} more" : "")}";
    }
}
