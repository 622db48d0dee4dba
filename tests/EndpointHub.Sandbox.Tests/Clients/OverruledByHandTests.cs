namespace EndpointHub.SandboxTests.Clients;

/// <summary>A Resolver rule and a Profile created with the AWS CLI, which uses the two JSON protocols for them.</summary>
public sealed class OverruledByHandTests
{
    [Fact]
    public async Task The_AWS_CLI_creates_and_deletes_a_resolver_rule_and_a_profile()
    {
        await using var aws = await AwsCli.StartAsync();
        var vpc = (await aws.Run("ec2", "create-vpc", "--cidr-block", "10.2.0.0/16")).GetProperty("Vpc").GetProperty("VpcId").GetString()!;
        var rule = (
            await aws.Run(
                "route53resolver",
                "create-resolver-rule",
                "--creator-request-id",
                "one",
                "--domain-name",
                "example.com",
                "--name",
                "my-rule",
                "--resolver-endpoint-id",
                "rslvr-out-d5e5920e37example",
                "--rule-type",
                "FORWARD",
                "--target-ips",
                "Ip=10.24.8.75",
                "Ip=10.24.8.156"
            )
        ).GetProperty("ResolverRule");
        Assert.Equal("example.com.", rule.GetProperty("DomainName").GetString());
        Assert.Equal(53, rule.GetProperty("TargetIps")[1].GetProperty("Port").GetInt32());
        var profile = (await aws.Run("route53profiles", "create-profile", "--name", "hub")).GetProperty("Profile").GetProperty("Id").GetString()!;
        var arn = rule.GetProperty("Arn").GetString()!;
        await aws.Run("route53profiles", "associate-profile", "--name", "spoke", "--profile-id", profile, "--resource-id", vpc);
        await aws.Run("route53profiles", "associate-resource-to-profile", "--name", "rule", "--profile-id", profile, "--resource-arn", arn);
        aws.Settle();
        Assert.Equal("forwarded", aws.Sandbox.Resolve(vpc, "www.example.com").Kind);
        Assert.Contains(
            "(ResourceExistsException)",
            await aws.Fail("route53profiles", "associate-profile", "--name", "spoke", "--profile-id", profile, "--resource-id", vpc),
            StringComparison.Ordinal
        );

        var gone = await aws.Run("route53profiles", "disassociate-resource-from-profile", "--profile-id", profile, "--resource-arn", arn);
        Assert.Equal("DELETING", gone.GetProperty("ProfileResourceAssociation").GetProperty("Status").GetString());
        aws.Settle();
        Assert.Equal("public", aws.Sandbox.Resolve(vpc, "www.example.com").Kind);
        var listed = await aws.Run("route53resolver", "list-resolver-rule-associations", "--filters", $"Name=VPCId,Values={vpc}");
        Assert.Equal(
            $"rslvr-autodefined-assoc-{vpc}-internet-resolver",
            listed.GetProperty("ResolverRuleAssociations")[0].GetProperty("Id").GetString()
        );
        Assert.Contains(
            "(ResourceNotFoundException)",
            await aws.Fail("route53resolver", "get-resolver-rule", "--resolver-rule-id", "rslvr-rr-0123456789abcdef0"),
            StringComparison.Ordinal
        );
    }
}
