namespace EndpointHub.SandboxTests.Terraform;

/// <summary>
/// Terraform's AWS provider works with the sandbox as with AWS: it creates resources, reads them again, updates them in place and destroys them.
/// </summary>
public sealed class TerraformTests(TerraformRun run) : IClassFixture<TerraformRun>
{
    public static TheoryData<string> Configurations => [.. TerraformConfigurations.Checks.Keys];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void A_configuration_is_created_read_again_updated_in_place_and_destroyed(string configuration)
    {
        SkipWhereMissing();
        TestContext.Current.TestOutputHelper?.WriteLine(run.Timing);
        var changes = run.ChangesOf(configuration).ToList();
        Assert.Contains(changes, c => c.Action == "update");
        Assert.All(changes, c => Assert.True(c.Action is "update" or "create", $"{c.Action} {c.Address}: not in place."));
        run.ThrowIfCheckFailed(configuration);
    }

    [Fact]
    public void Every_request_of_terraform_is_honoured_and_nothing_remains_after_destroy()
    {
        SkipWhereMissing();
        Assert.Empty(run.Refused);
        Assert.NotEmpty(run.Created);
        Assert.Empty(run.Rest);
    }

    private static void SkipWhereMissing() => Assert.SkipWhen(TerraformCli.Missing is not null, TerraformCli.Missing ?? "");
}
