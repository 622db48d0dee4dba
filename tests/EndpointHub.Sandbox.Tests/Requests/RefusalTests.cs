using System.Text;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Requests;

/// <summary>Plausible requests, most of them wrong in a detail: a refused request changes nothing.</summary>
public sealed class RefusalTests
{
    private const int PerSeed = 300;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_refused_call_changes_nothing(int seed)
    {
        using var aws = new TestAws(new() { Seed = seed });
        await Landscape.BuildAsync(aws.Core, "seed", TestContext.Current.CancellationToken);
        var random = new Random(seed);
        var values = new ValuePool(random);
        var requests = new RandomRequests(random, values);
        foreach (var (service, name) in ServiceModels.Covered.Where(o => o.Name.StartsWith("Describe", StringComparison.Ordinal)))
            values.Learn((await aws.Core.HandleAsync(requests.For(aws, service, name), TestContext.Current.CancellationToken)).Body);

        await OverruleAsync(aws, values);

        var (done, refused) = (0, 0);
        var mutating = ServiceModels.Covered.Where(o => !EndpointHub.Sandbox.Http.Operation.IsReading(o.Name)).ToList();
        // Only a few of many differences are shown, because one leads to others.
        var overruling = mutating.FindAll(o => o.Service is "route53resolver" or "route53profiles");
        var before = await StateAsync(aws);
        for (var i = 0; i < PerSeed; i++)
        {
            var among = random.Next(4) == 0 ? overruling : mutating;
            var (service, name) = among[random.Next(among.Count)];
            var request = requests.For(aws, service, name);
            var response = await aws.Core.HandleAsync(request, TestContext.Current.CancellationToken);
            var after = await StateAsync(aws);
            if (response.Status < 300)
            {
                done++;
                values.Learn(response.Body);
            }
            else
            {
                refused++;
                Assert.True(
                    before == after,
                    $"Seed {seed}, request {i}: {request.Method} {request.Path} {request.Body}\n{Encoding.UTF8.GetString(response.Body.Span)}\n{Difference(before, after)}"
                );
            }

            if (random.Next(4) == 0)
            {
                aws.Wait(random.Next(120));
                after = await StateAsync(aws);
            }

            before = after;
        }

        // With only valid or only invalid requests, the test would prove nothing.
        Assert.InRange(done, PerSeed / 20, PerSeed);
        Assert.InRange(refused, PerSeed / 5, PerSeed);
    }

    /// <summary>Creates rules and Profiles, which random requests seldom create.</summary>
    private static async Task OverruleAsync(TestAws aws, ValuePool values)
    {
        var (vpc, other) = ((await aws.Ec2("DescribeVpcs")).All("vpcId")[0], (await aws.Ec2("DescribeVpcs")).All("vpcId")[1]);
        await aws.Zone("example.com", vpc, "z");
        JsonAnswer[] made =
        [
            await aws.AssociateRule(await aws.Rule("example.com"), vpc),
            await aws.AssociateRule(await aws.Rule("corp.example.com"), other),
            await aws.CreateRule(".", "SYSTEM"),
            await aws.AssociateProfile(await aws.Profile("one"), vpc),
            await aws.Hold(await aws.Profile("two"), aws.RuleArn(await aws.Rule("held.example.com"))),
            await aws.AssociateRuleGroup(await aws.RuleGroup(), vpc),
            await aws.FirewallRule(await aws.RuleGroup("held"), 100, "BLOCK", ["www.example.com"]),
        ];
        foreach (var answer in made)
            values.Learn(Encoding.UTF8.GetBytes(answer.ToString()));
    }

    private static async Task<string> StateAsync(TestAws aws) =>
        Encoding.UTF8.GetString(
            (await aws.Core.HandleAsync(new("GET", "/_sandbox/state", "", aws.Signed("none"), ""), TestContext.Current.CancellationToken)).Body.Span
        );

    private static string Difference(string before, string after)
    {
        var at = before.Zip(after).TakeWhile(c => c.First == c.Second).Count();
        return $"...{before.Substring(Math.Max(0, at - 200), Math.Min(500, before.Length - Math.Max(0, at - 200)))}\nbecame\n...{after.Substring(Math.Max(0, at - 200), Math.Min(500, after.Length - Math.Max(0, at - 200)))}";
    }
}
