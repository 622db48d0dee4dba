namespace EndpointHub.Sandbox.Wire.Route53Resolver;

// State that the sandbox keeps on a generated shape beside the members of AWS's model. It is internal, so that it is neither sent nor listed.
internal sealed partial class ResolverRule
{
    internal string Region { get; set; } = "";
}

internal sealed partial class ResolverRuleAssociation
{
    /// <summary>The account that owns the VPC and created the association.</summary>
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";
}

internal sealed partial class FirewallDomainList
{
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";

    /// <summary>In the order in which they were added, without the trailing dot, as the API lists them.</summary>
    internal List<string> Domains { get; set; } = [];
}

internal sealed partial class FirewallRuleGroup
{
    internal string Region { get; set; } = "";

    internal List<FirewallRule> Rules { get; } = [];
}

internal sealed partial class FirewallRuleGroupAssociation
{
    /// <summary>The account that owns the VPC and created the association.</summary>
    internal string Account { get; set; } = "";

    internal string Region { get; set; } = "";
}
