namespace EndpointHub.SandboxTests.Support;

/// <summary>Creates DNS Firewall domain lists, rule groups and rules.</summary>
internal static class FirewallBuilding
{
    /// <summary>Creates a domain list with the domains and returns its id. The name must be unique.</summary>
    public static async Task<string> DomainList(this TestAws aws, string name, params string[] domains)
    {
        var list = (await aws.Resolver("CreateFirewallDomainList", new { CreatorRequestId = name, Name = name }))["Id"];
        if (domains.Length > 0)
            Assert.Equal(200, (await aws.UpdateDomains(list, "ADD", domains)).Status);
        return list;
    }

    public static Task<JsonAnswer> UpdateDomains(this TestAws aws, string list, string operation, params string[] domains) =>
        aws.Resolver(
            "UpdateFirewallDomains",
            new
            {
                FirewallDomainListId = list,
                Operation = operation,
                Domains = domains,
            }
        );

    /// <summary>Creates a rule group and returns its id. The name must be unique.</summary>
    public static async Task<string> RuleGroup(this TestAws aws, string name = "group") =>
        (await aws.Resolver("CreateFirewallRuleGroup", new { CreatorRequestId = name, Name = name }))["Id"];

    /// <summary>Creates a rule with its own domain list; blocked names get NXDOMAIN.</summary>
    public static async Task<JsonAnswer> FirewallRule(
        this TestAws aws,
        string group,
        int priority,
        string action,
        string[] domains,
        string redirection = "INSPECT_REDIRECTION_DOMAIN",
        string? type = null
    )
    {
        var members = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["CreatorRequestId"] = "r",
            ["FirewallRuleGroupId"] = group,
            ["FirewallDomainListId"] = await aws.DomainList($"of {group[^5..]} {priority}", domains),
            ["Priority"] = priority,
            ["Action"] = action,
            ["Name"] = $"rule {priority}",
            ["FirewallDomainRedirectionAction"] = redirection,
        };
        if (action == "BLOCK")
            members["BlockResponse"] = "NXDOMAIN";
        if (type is not null)
            members["Qtype"] = type;
        var answer = await aws.Resolver("CreateFirewallRule", members);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer;
    }

    public static Task<JsonAnswer> AssociateRuleGroup(this TestAws aws, string group, string vpc, int priority = 101) =>
        aws.Resolver(
            "AssociateFirewallRuleGroup",
            new
            {
                CreatorRequestId = "a",
                FirewallRuleGroupId = group,
                VpcId = vpc,
                Priority = priority,
                Name = "association",
            }
        );

    public static Task<JsonAnswer> HoldRuleGroup(this TestAws aws, string profile, string group, string? properties = "{\"priority\":102}") =>
        aws.Profiles(
            "POST",
            "profileresourceassociation",
            properties is null
                ? new
                {
                    Name = "held",
                    ProfileId = profile,
                    ResourceArn = aws.RuleGroupArn(group),
                }
                : new
                {
                    Name = "held",
                    ProfileId = profile,
                    ResourceArn = aws.RuleGroupArn(group),
                    ResourceProperties = properties,
                }
        );

    public static string RuleGroupArn(this TestAws aws, string group) =>
        $"arn:aws:route53resolver:{aws.Region}:{aws.Account}:firewall-rule-group/{group}";
}
