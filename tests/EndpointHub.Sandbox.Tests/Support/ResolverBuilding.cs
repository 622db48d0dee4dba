using System.Text.Json;

namespace EndpointHub.SandboxTests.Support;

/// <summary>Creates Resolver rules and Profiles.</summary>
internal static class ResolverBuilding
{
    /// <summary>Creates a rule and returns its id. There can be one of each type for a domain.</summary>
    public static async Task<string> Rule(this TestAws aws, string domain, string type = "FORWARD")
    {
        var answer = await aws.CreateRule(domain, type);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer["Id"];
    }

    public static Task<JsonAnswer> CreateRule(this TestAws aws, string domain, string type = "FORWARD") =>
        aws.Resolver(
            "CreateResolverRule",
            type == "FORWARD"
                ? new
                {
                    CreatorRequestId = $"{type} {domain}",
                    RuleType = type,
                    DomainName = domain,
                    ResolverEndpointId = "rslvr-out-0123456789abcdef0",
                    TargetIps = new[] { new { Ip = "192.0.2.45" } },
                }
                : new
                {
                    CreatorRequestId = $"{type} {domain}",
                    RuleType = type,
                    DomainName = domain,
                }
        );

    public static Task<JsonAnswer> AssociateRule(this TestAws aws, string rule, string vpc) =>
        aws.Resolver("AssociateResolverRule", new { ResolverRuleId = rule, VPCId = vpc });

    public static Task<JsonAnswer> DisassociateRule(this TestAws aws, string rule, string vpc) =>
        aws.Resolver("DisassociateResolverRule", new { ResolverRuleId = rule, VPCId = vpc });

    /// <summary>Creates a Profile and returns its id. The name must be unique.</summary>
    public static async Task<string> Profile(this TestAws aws, string name = "hub")
    {
        var answer = await aws.Profiles("POST", "profile", new { Name = name, ClientToken = name });
        Assert.True(answer.Status == 200, answer.ToString());
        return answer["Id"];
    }

    public static Task<JsonAnswer> AssociateProfile(this TestAws aws, string profile, string vpc) =>
        aws.Profiles(
            "POST",
            "profileassociation",
            new
            {
                Name = "spoke",
                ProfileId = profile,
                ResourceId = vpc,
            }
        );

    public static Task<JsonAnswer> DisassociateProfile(this TestAws aws, string profile, string vpc) =>
        aws.Profiles("DELETE", $"profileassociation/Profileid/{profile}/resourceid/{vpc}");

    public static Task<JsonAnswer> Hold(this TestAws aws, string profile, string arn) =>
        aws.Profiles(
            "POST",
            "profileresourceassociation",
            new
            {
                Name = "held",
                ProfileId = profile,
                ResourceArn = arn,
            }
        );

    public static Task<JsonAnswer> LetGo(this TestAws aws, string profile, string arn) =>
        aws.Profiles("DELETE", $"profileresourceassociation/profileid/{profile}/resourcearn/{Uri.EscapeDataString(arn)}");

    public static string ZoneArn(string zone) => $"arn:aws:route53:::hostedzone/{zone}";

    public static string RuleArn(this TestAws aws, string rule) => $"arn:aws:route53resolver:{aws.Region}:{aws.Account}:resolver-rule/{rule}";

    public static string EndpointArn(this TestAws aws, string endpoint) => $"arn:aws:ec2:{aws.Region}:{aws.Account}:vpc-endpoint/{endpoint}";

    public static IEnumerable<string> Texts(this IEnumerable<JsonElement> items, string member) =>
        items.Select(i => i.GetProperty(member).ToString());
}
