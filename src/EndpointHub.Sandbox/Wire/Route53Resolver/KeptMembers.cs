namespace EndpointHub.Sandbox.Wire.Route53Resolver;

// What the sandbox keeps beside the members that AWS describes.
internal sealed partial class ResolverRule
{
    internal string Region { get; set; } = "";
}

internal sealed partial class ResolverRuleAssociation
{
    /// <summary>The VPC's owner, who made it.</summary>
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";
}

internal sealed partial class FirewallDomainList
{
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";

    /// <summary>In the order in which they came; without a final dot, as the API lists them.</summary>
    internal List<string> Domains { get; set; } = [];
}

internal sealed partial class FirewallRuleGroup
{
    internal string Region { get; set; } = "";

    internal List<FirewallRule> Rules { get; } = [];
}

internal sealed partial class FirewallRuleGroupAssociation
{
    /// <summary>The VPC's owner, who made it.</summary>
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";
}
