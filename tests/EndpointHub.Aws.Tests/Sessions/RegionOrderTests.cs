using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Sessions;

public sealed class RegionOrderTests
{
    private const string Config = """
        [default]
        region = eu-west-3

        [profile named]
        region = eu-central-1
        """;

    [Theory]
    [InlineData("us-east-1", "named", "us-west-2", "us-east-1")]
    [InlineData(null, "named", "us-west-2", "eu-central-1")]
    [InlineData("", null, "us-west-2", "us-west-2")]
    [InlineData(null, null, null, "ap-south-1")]
    public async Task Region_order_is_parameter_profile_shell_environment(string? parameter, string? profile, string? stored, string region)
    {
        using var host = new TestHost(new() { ["AWS_REGION"] = "ap-south-1", ["AWS_DEFAULT_REGION"] = "ap-south-2" }, Config);

        Assert.Equal(
            region,
            await Resolve(
                new AwsSettings
                {
                    Region = parameter,
                    ProfileName = profile,
                    StoredRegion = () => stored,
                },
                host.Environment
            )
        );
    }

    [Fact]
    public async Task Region_falls_back_to_AWS_DEFAULT_REGION_default_profile_and_instance()
    {
        using var withVariable = new TestHost(new() { ["AWS_DEFAULT_REGION"] = "ap-south-2" }, Config);
        using var withProfile = new TestHost(config: Config);
        using var bare = new TestHost();

        Assert.Equal("ap-south-2", await Resolve(new AwsSettings(), withVariable.Environment));
        Assert.Equal("eu-west-3", await Resolve(new AwsSettings(), withProfile.Environment));
        Assert.Equal(
            "sa-east-1",
            await Resolve(new AwsSettings(), bare.Environment with { RegionOfHost = static _ => Task.FromResult<string?>("sa-east-1") })
        );
    }

    [Fact]
    public async Task Without_any_region_none_is_assumed()
    {
        using var host = new TestHost();

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => Resolve(new AwsSettings(), host.Environment));

        Assert.Equal("NoRegion", refused.Problem.Code);
    }

    [Theory]
    [InlineData("tokyo")]
    [InlineData("ap-northeast-1a")]
    [InlineData("ap-northeast-1.example.org/")]
    [InlineData("AP-NORTHEAST-1")]
    [InlineData("us-east-1\n")]
    public async Task An_invalid_region_never_becomes_part_of_a_host_name(string text)
    {
        using var host = new TestHost();

        var refused = await Assert.ThrowsAsync<EndpointHubException>(() => Resolve(new AwsSettings { Region = text }, host.Environment));

        Assert.Equal("MalformedRegion", refused.Problem.Code);
    }

    private static Task<string> Resolve(AwsSettings settings, HostEnvironment host) =>
        new RegionResolver(settings, host, TimeProvider.System).ResolveAsync(TestContext.Current.CancellationToken);
}
