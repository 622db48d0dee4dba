namespace EndpointHub.SandboxTests.Terraform;

/// <summary>Terraform's AWS provider cannot tell the sandbox from AWS: what it made it finds again, can change in place, and can take away.</summary>
public sealed class TerraformTests(TerraformRuns runs) : IClassFixture<TerraformRuns>
{
    public static TheoryData<string> Configurations => [.. TerraformLooks.Of.Keys];

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task A_configuration_is_made_found_again_changed_in_place_and_destroyed(string configuration)
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
