namespace EndpointHub.SandboxTests.Terraform;

/// <summary>Terraform's AWS provider works with the sandbox as with AWS: it creates, reads, changes in place and destroys resources.</summary>
public sealed class TerraformTests(TerraformRuns runs) : IClassFixture<TerraformRuns>
{
    public static TheoryData<string> Configurations => [.. TerraformLooks.Of.Keys];

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task A_configuration_is_created_unchanged_when_planned_again_changed_and_destroyed(string configuration)
    {
        Assert.SkipWhen(TerraformCli.Missing is not null, TerraformCli.Missing ?? "");
        var run = await runs.Of(configuration);
        TestContext.Current.TestOutputHelper?.WriteLine(run.Timing);
        Assert.Contains(run.Changes, c => c.Action == "update");
        Assert.All(run.Changes, c => Assert.True(c.Action is "update" or "create", $"{c.Action} {c.Address}: not in place."));
        Assert.Empty(run.Refused);
        Assert.Empty(run.Rest);
    }
}
