using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Wire;

public sealed class TrimmedModelTests
{
    [Fact]
    public async Task Trimming_botocores_models_again_gives_the_checked_in_files()
    {
        var models = Path.Combine(Repository.Root, "src", "Models");
        var output = Directory.CreateTempSubdirectory("models");
        using var trim = Python.Start(Path.Combine(models, "trim.py"), output.FullName);
        var errors = await trim.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await trim.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(trim.ExitCode == 0, errors);

        foreach (var file in output.GetFiles())
        {
            var expected = await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken);
            var actual = await File.ReadAllTextAsync(Path.Combine(models, file.Name), TestContext.Current.CancellationToken);
            Assert.True(expected == actual, $"{file.Name} is not what trim.py writes from operations.json.");
        }

        output.Delete(recursive: true);
    }
}
