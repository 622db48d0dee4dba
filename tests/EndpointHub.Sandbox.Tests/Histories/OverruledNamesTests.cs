using EndpointHub.SandboxTests.Support;

namespace EndpointHub.SandboxTests.Histories;

/// <summary>
/// Rules, zones and Profiles for nested names, created and deleted in any order. Once all changes have settled, the answers of a VPC's resolver equal
/// those of a reference implementation that walks the API's lists label by label from the name to the root.
/// </summary>
public sealed class OverruledNamesTests
{
    private static readonly string[] Domains = ["", "a", "b.a", "c.b.a", "b"];

    private static readonly string[] Asked = ["c.b.a", "x.c.b.a", "x.b.a", "b.a", "x.a", "x.b", "xb.a", "y"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Settled_answers_follow_from_the_listed_zones_and_rules(int seed)
    {
        var random = new Random(seed);
        using var aws = new TestAws(new() { Seed = seed });
        var (vpc, hub, profile) = (await aws.Vpc(), await aws.Vpc("10.3.0.0/16"), await aws.Profile());
        var made = await MakeAsync(aws, vpc, hub);
        var answers = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            await MoveAsync(random, aws, vpc, hub, profile, made);
            aws.Wait(random.Next(90));
            answers.AddRange(Asked.Select(n => aws.Core.Resolve(vpc, n).Kind));
        }

        aws.Settle();
        var (rules, zones) = await ListedAsync(aws, vpc, made);
        foreach (var name in Asked)
        {
            var answer = aws.Core.Resolve(vpc, name);
            Assert.Equal((name, Expected(name, rules, zones)), (name, (answer.Kind, answer.Zone)));
            var history = aws.Core.DnsHistory(vpc, name);
            Assert.Equal(answer, history[^1].Answer);
            Assert.All(history, i => Assert.Equal(i.Answer, aws.Core.Resolve(vpc, name, i.From)));
        }

        Assert.True(answers.Distinct().Count() > 1, "Nothing came to be.");
    }

    /// <summary>The longest suffix with a rule or zone applies; for a SYSTEM rule, the zones of that suffix and shorter ones.</summary>
    private static (string, string?) Expected(string name, ILookup<string, (string Id, string Type)> rules, ILookup<string, string> zones)
    {
        var spared = false;
        for (
            var suffix = name;
            ;
            suffix = suffix.Contains('.', StringComparison.Ordinal) ? suffix[(suffix.IndexOf('.', StringComparison.Ordinal) + 1)..] : ""
        )
        {
            if (!spared && rules[suffix].Any())
            {
                var (id, type) = rules[suffix].First();
                if (type == "FORWARD")
                    return ("forwarded", id);
                spared = true;
            }

            if (zones[suffix].Any())
                return ("nxdomain", zones[suffix].First());
            if (suffix.Length == 0)
                return ("public", null);
        }
    }

    private sealed record Made(List<(string Id, string Domain, string Type)> Rules, List<(string Id, string Domain)> Zones);

    private static async Task<Made> MakeAsync(TestAws aws, string vpc, string hub)
    {
        var rules = new List<(string, string, string)>();
        foreach (var domain in Domains)
        {
            foreach (var type in new[] { "FORWARD", "SYSTEM" })
                rules.Add((await aws.Rule(domain + ".", type), domain, type));
        }

        // Two zones for each name: one that only the Profile can have, and one that the VPC can have itself.
        var zones = new List<(string, string)>();
        foreach (var domain in Domains.Skip(1))
        {
            foreach (var (at, reference) in new[] { (hub, "hub"), (await aws.Vpc("10.4.0.0/16"), "own") })
                zones.Add((await aws.Zone(domain, at, $"{domain} {reference}"), domain));
        }

        Assert.NotEqual(vpc, hub);
        return new(rules, zones);
    }

    /// <summary>Makes a random change; it may be refused.</summary>
    private static async Task MoveAsync(Random random, TestAws aws, string vpc, string hub, string profile, Made made)
    {
        var (rule, zone) = (made.Rules[random.Next(made.Rules.Count)].Id, made.Zones[random.Next(made.Zones.Count)].Id);
        var arn = random.Next(2) == 0 ? aws.RuleArn(rule) : ResolverBuilding.ZoneArn(zone);
        switch (random.Next(10))
        {
            case 0 or 1:
                await aws.AssociateRule(rule, vpc);
                break;
            case 2:
                await aws.DisassociateRule((await OfVpcAsync(aws, vpc)).FirstOrDefault() ?? rule, vpc);
                break;
            case 3:
                await aws.Associate(zone, vpc);
                break;
            case 4:
                await aws.Disassociate(zone, vpc);
                break;
            case 5 or 6 or 7:
                await aws.Hold(profile, arn);
                break;
            case 8:
                await aws.LetGo(profile, arn);
                break;
            default:
                await (random.Next(3) == 0 ? aws.DisassociateProfile(profile, vpc) : aws.AssociateProfile(profile, random.Next(4) == 0 ? hub : vpc));
                break;
        }
    }

    private static async Task<List<string>> OfVpcAsync(TestAws aws, string vpc) =>
        [
            .. (await aws.Resolver("ListResolverRuleAssociations", new { Filters = new[] { new { Name = "VPCId", Values = new[] { vpc } } } }))
                .All("ResolverRuleId")
                .Skip(1),
        ];

    /// <summary>The VPC's rules and zones by domain, its own before those of its Profile.</summary>
    private static async Task<(ILookup<string, (string, string)> Rules, ILookup<string, string> Zones)> ListedAsync(
        TestAws aws,
        string vpc,
        Made made
    )
    {
        var ids = await OfVpcAsync(aws, vpc);
        ids.AddRange((await aws.Route53("GET", "hostedzonesbyvpc", query: $"vpcid={vpc}&vpcregion={aws.Region}")).All("HostedZoneId"));
        foreach (var profile in (await aws.Profiles("GET", "profileassociations", query: "resourceId=" + vpc)).All("ProfileId"))
        {
            ids.AddRange(
                (await aws.Profiles("GET", "profileresourceassociations/profileid/" + profile))
                    .All("ResourceArn")
                    .Select(a => a[(a.LastIndexOf('/') + 1)..])
            );
        }

        return (
            ids.SelectMany(i => made.Rules.Where(r => r.Id == i)).ToLookup(r => r.Domain, r => (r.Id, r.Type)),
            ids.SelectMany(i => made.Zones.Where(z => z.Id == i)).ToLookup(z => z.Domain, z => z.Id)
        );
    }
}
