using System.Text;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests;

public sealed class DeterminismTests
{
    private static readonly string[] Questions =
    [
        "DescribeVpcs",
        "DescribeSubnets",
        "DescribeRouteTables",
        "DescribeSecurityGroups",
        "DescribeNetworkAcls",
        "DescribeNetworkInterfaces",
        "DescribeVpcEndpoints",
        "DescribeNatGateways",
    ];

    [Fact]
    public async Task Equal_seeds_and_requests_give_byte_identical_responses()
    {
        Assert.Equal(await BytesOf(seed: 7), await BytesOf(seed: 7));
    }

    [Fact]
    public async Task Another_seed_gives_other_ids()
    {
        var (one, another) = (await BytesOf(seed: 7), await BytesOf(seed: 8));
        Assert.NotEqual(one, another);
        Assert.All([one, another], responses => Assert.Contains("<vpcId>vpc-", responses, StringComparison.Ordinal));
    }

    [Fact]
    public async Task State_is_restored_from_the_state_file()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "state.jsonl");
        string before;
        using (var aws = new TestAws(new() { StateFile = file }))
        {
            await Landscape.BuildAsync(aws.Core, "seed", TestContext.Current.CancellationToken);
            await OverruleAsync(aws);
            before = await Ask(aws);
        }

        Assert.DoesNotContain("Authorization", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var again = new TestAws(new() { StateFile = file });
        Assert.True(again.Core.IsRestored);
        again.Settle();
        Assert.Equal(before, await Ask(again));
    }

    private static async Task<string> BytesOf(int seed)
    {
        using var aws = new TestAws(new() { Seed = seed });
        await Landscape.BuildAsync(aws.Core, "seed", TestContext.Current.CancellationToken);
        await OverruleAsync(aws);
        return await Ask(aws);
    }

    /// <summary>
    /// Requests of the services whose operation is in a header or in the path: a rule and a Profile, both with pending associations.
    /// </summary>
    private static async Task OverruleAsync(TestAws aws)
    {
        var (vpc, rule, profile) = ((await aws.Ec2("DescribeVpcs"))["vpcId"], await aws.Rule("example.com"), await aws.Profile());
        await aws.AssociateRule(rule, vpc);
        await aws.Hold(profile, aws.RuleArn(await aws.Rule("corp.example.com")));
        await aws.AssociateProfile(profile, vpc);
        await aws.LetGo(profile, aws.RuleArn(await aws.Rule("example.net")));
        aws.Settle();
        await aws.DisassociateProfile(profile, vpc);
        aws.Settle();
        await aws.AssociateProfile(profile, vpc);
        aws.Settle();
    }

    private static async Task<string> Ask(TestAws aws)
    {
        var answers = new StringBuilder();
        foreach (var question in Questions)
            answers.Append((await aws.Ec2(question)).Elements(question[..1].ToUpperInvariant() + question[1..] + "Response").Single());
        var state = await aws.GetAsync("state");
        foreach (var part in new[] { "resolverRules", "resolverRuleAssociations", "profiles", "profileAssociations", "profileResources" })
            answers.Append(state.GetProperty(part).GetRawText());
        return System.Text.RegularExpressions.Regex.Replace(
            answers.ToString(),
            "<requestId>[^<]*</requestId>",
            "",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(5)
        );
    }
}
