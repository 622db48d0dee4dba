using System.Text.Json;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.SandboxTests.Terraform;

namespace EndpointHub.SandboxTests.ProviderSteps;

/// <summary>
/// The steps of acceptance tests of Terraform's AWS provider, in configurations of this project. Each module is one acceptance test. All modules take
/// a step together, because starting the provider takes more processor time than the work for one of them. After each step a plan has to be empty, as
/// the provider's own tests demand, and every check in a module's output has to hold.
/// </summary>
internal static class ReplayedSteps
{
    /// <summary>The number of steps of the longest acceptance test. A shorter one stays at its last step.</summary>
    public const int Count = 3;

    /// <summary>Runs all modules of a folder.</summary>
    /// <param name="folder">The folder with the configurations.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The checks by <c>module step check</c>, true for those that hold.</returns>
    public static async Task<IReadOnlyDictionary<string, bool>> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("endpointhub-provider-");
        var clock = new FastClock(speed: 60);
        try
        {
            foreach (var file in Directory.GetFiles(folder, "*.tf", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)))
            {
                Directory.CreateDirectory(Path.Combine(directory.FullName, Path.GetDirectoryName(file)!));
                File.Copy(Path.Combine(folder, file), Path.Combine(directory.FullName, file));
            }

            await using var host = await SandboxHost.StartAsync(new() { Time = clock }, cancellationToken: cancellationToken);
            var terraform = new TerraformCli(directory.FullName, host.Url);
            await terraform.InitAsync(cancellationToken);
            var checks = new SortedDictionary<string, bool>(StringComparer.Ordinal);
            for (var step = 1; step <= Count; step++)
            {
                var outputs = TerraformCli.Outputs(await terraform.ApplyStepAsync(step, cancellationToken));
                foreach (var module in outputs["holds"].EnumerateObject())
                {
                    foreach (var check in module.Value.EnumerateObject())
                        checks.Add($"{module.Name} {step} {check.Name}", check.Value.ValueKind == JsonValueKind.True);
                }

                await terraform.ExpectNoChangesAtStepAsync(step, cancellationToken);
            }

            await terraform.DestroyStepAsync(Count, cancellationToken);
            return checks;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
