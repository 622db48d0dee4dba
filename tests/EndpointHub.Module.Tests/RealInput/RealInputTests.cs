namespace EndpointHub.ModuleTests.RealInput;

/// <summary>Migrations of landscapes that Terraform created. Terraform's refreshed state shows what they changed.</summary>
public sealed class RealInputTests(RealLandscapes landscapes) : IClassFixture<RealLandscapes>
{
    public static TheoryData<string> Names => [.. RealLandscapes.Names];

    [Theory]
    [InlineData("consolidation", 3 * 8)]
    [InlineData("fargate", 5)]
    [InlineData("main-tables", 2 * 3)]
    [InlineData("begun-by-hand", 2 * 3)]
    public void Every_path_is_reachable(string name, int spokesTimesServices)
    {
        SkipWhereMissing();
        foreach (var paths in new[] { landscapes.First[name].Paths, landscapes.Second[name].Paths })
        {
            Assert.Equal(spokesTimesServices, paths.DistinctBy(p => (p.VpcId, p.Service)).Count());
            Assert.All(paths, p => Assert.True(p.Verdict == "Reachable", $"{p.VpcId} {p.Service} is {p.Verdict}: {string.Join("; ", p.Findings)}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Terraform_reports_exactly_the_intended_differences(string name)
    {
        SkipWhereMissing();
        var intended = await RealLandscapes.IntendedAsync(name, TestContext.Current.CancellationToken);
        Assert.Equal(intended.Order(StringComparer.Ordinal), landscapes.Drift.Of(name));
    }

    [Fact]
    public void Three_environments_have_24_endpoints_fewer()
    {
        SkipWhereMissing();
        TestContext.Current.TestOutputHelper?.WriteLine(landscapes.Timing);
        Assert.Equal(24, landscapes.First["consolidation"].Removed.Distinct().Count());
        Assert.Equal(
            24,
            landscapes
                .Drift.Of("consolidation")
                .Count(d => d.StartsWith("aws_vpc_endpoint.interface", StringComparison.Ordinal) && d.EndsWith(" gone", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Foreign_resources_are_refused_and_reported_and_the_rest_proceeds()
    {
        SkipWhereMissing();
        var (first, second) = (landscapes.First["begun-by-hand"], landscapes.Second["begun-by-hand"]);
        Assert.Equal(
            [
                "New-EndpointHub HubPrivateDnsOn",
                "Connect-SpokeVpc RouteInTheWay",
                "Add-EndpointPrivateZone ForeignZone",
                "Remove-SpokeEndpoint StillInUse",
            ],
            first.Refused.Select(r => $"{r.Command} {r.Id}")
        );
        Assert.Equal(first.Refused.Select(r => r.Message), second.Refused.Select(r => r.Message));
        Assert.Single(first.Warnings, w => w.Contains("does not have this hub's tag", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("consolidation")]
    [InlineData("fargate")]
    [InlineData("main-tables")]
    public void Without_conflicts_nothing_is_refused(string name)
    {
        SkipWhereMissing();
        Assert.Empty(landscapes.First[name].Refused.Concat(landscapes.Second[name].Refused));
        Assert.NotEmpty(landscapes.First["begun-by-hand"].Refused);
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        SkipWhereMissing();
        Assert.Contains("CreateVpcEndpoint", landscapes.Changed);
        Assert.Empty(landscapes.ChangedAgain);
        Assert.NotEmpty(landscapes.First["consolidation"].Removed);
        Assert.All(landscapes.Second.Values, report => Assert.Empty(report.Removed));
    }

    private static void SkipWhereMissing() => Assert.SkipWhen(RealLandscapes.Missing is not null, RealLandscapes.Missing ?? "");
}
