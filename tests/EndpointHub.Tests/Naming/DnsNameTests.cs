using EndpointHub.Naming;

namespace EndpointHub.Tests.Naming;

public sealed class DnsNameTests
{
    [Theory]
    [InlineData(@"\052.dkr.ecr.ap-northeast-1.amazonaws.com.", "*.dkr.ecr.ap-northeast-1.amazonaws.com")]
    [InlineData("API.ECR.ap-northeast-1.amazonaws.com", "api.ecr.ap-northeast-1.amazonaws.com")]
    [InlineData(@"a\057b.example.com", "a/b.example.com")]
    [InlineData(@"a\09.example.com", @"a\09.example.com")]
    [InlineData(@"a\05", @"a\05")]
    [InlineData("", "")]
    public void Names_written_by_an_api_are_normalized(string written, string normal) => Assert.Equal(normal, DnsName.Normalize(written));

    [Theory]
    [InlineData("*.x.y", "a.x.y", true)]
    [InlineData("*.x.y", "a.b.x.y", true)]
    [InlineData("*.x.y", "x.y", false)]
    [InlineData("*.x.y", ".x.y", false)]
    [InlineData("*.x.y", "ax.y", false)]
    [InlineData("*.x.y", "*.x.y", true)]
    [InlineData("x.y", "x.y", true)]
    [InlineData("x.y", "a.x.y", false)]
    public void A_wildcard_matches_every_depth_below_its_parent_and_not_the_parent(string record, string asked, bool answers) =>
        Assert.Equal(answers, DnsName.Matches(record, asked));

    [Theory]
    [InlineData("x.y", "x.y", true)]
    [InlineData("a.b.x.y", "x.y", true)]
    [InlineData("ax.y", "x.y", false)]
    [InlineData("y", "x.y", false)]
    public void A_zone_covers_its_apex_and_every_name_below_it(string name, string zone, bool isWithin) =>
        Assert.Equal(isWithin, DnsName.IsWithin(name, zone));

    [Fact]
    public void Only_the_leading_label_is_a_wildcard()
    {
        Assert.Equal("x.y", DnsName.WithoutWildcard("*.x.y"));
        Assert.Equal("a.*.y", DnsName.WithoutWildcard("a.*.y"));
        Assert.Equal("*.x.y", DnsName.Wildcard("x.y"));
    }
}
