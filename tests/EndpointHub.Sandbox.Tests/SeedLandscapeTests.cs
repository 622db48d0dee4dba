using EndpointHub.Sandbox.Landscapes;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests;

public sealed class SeedLandscapeTests
{
    [Fact]
    public async Task Seed_has_three_spokes_with_eight_resolvable_endpoints_each_and_none_in_shared()
    {
        using var aws = new TestAws(new() { Throttles = true });
        await Landscape.BuildAsync(aws.Core, "seed", TestContext.Current.CancellationToken);
        Assert.Empty(aws.Core.Requests);
        foreach (var (name, net, endpoints) in new[] { ("dev", "10.2", 8), ("stg", "10.3", 8), ("prd", "10.4", 8), ("shared", "10.255", 0) })
        {
            var vpc = (await aws.Ec2("DescribeVpcs", ("Filter.1.Name", "tag:Name"), ("Filter.1.Value.1", name)))["vpcId"];
            (string, string)[] own =
            [
                ("Filter.1.Name", "vpc-id"),
                ("Filter.1.Value.1", vpc),
                ("Filter.2.Name", "vpc-endpoint-type"),
                ("Filter.2.Value.1", "Interface"),
            ];
            Assert.Equal(Enumerable.Repeat("available", endpoints), (await aws.Ec2("DescribeVpcEndpoints", own)).All("state"));
            Assert.Equal(
                ["ap-northeast-1a", "ap-northeast-1c"],
                (await aws.Ec2("DescribeSubnets", ("Filter.1.Name", "tag:Name"), ("Filter.1.Value.1", name + "-private-*"))).All("availabilityZone")
            );
            var answer = aws.Core.Resolve(vpc, "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com");
            if (endpoints == 0)
                Assert.Equal("public", answer.Kind);
            else
                Assert.StartsWith(net + ".10.", Assert.Single(answer.Addresses), StringComparison.Ordinal);
        }

        Assert.Equal(["available"], (await aws.Ec2("DescribeNatGateways")).All("state"));
        Assert.DoesNotContain("blackhole", (await aws.Ec2("DescribeRouteTables")).All("state"));
    }
}
