using EndpointHub.Sandbox.Dns;

namespace EndpointHub.Sandbox.Wire.Route53Resolver;

// What the sandbox keeps beside the members that AWS describes.
public sealed partial class ResolverRule
{
    internal string Region { get; set; } = "";

    /// <summary>What it does for names; null for a delegation rule, which speaks about answers that refer to other servers.</summary>
    internal DnsSource? Source => RuleType == "DELEGATE" ? null : new RuleSource(Id!, DomainName!, OwnerId!, RuleType == "FORWARD");
}

public sealed partial class ResolverRuleAssociation
{
    /// <summary>The VPC's owner, who made it.</summary>
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";
}

public sealed partial class FirewallDomainList
{
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";

    /// <summary>In the order in which they came; without a final dot, as the API lists them.</summary>
    internal List<string> Domains { get; set; } = [];
}

public sealed partial class FirewallRuleGroup
{
    internal string Region { get; set; } = "";

    internal List<FirewallRule> Rules { get; } = [];
}

public sealed partial class FirewallRuleGroupAssociation
{
    /// <summary>The VPC's owner, who made it.</summary>
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";
}
