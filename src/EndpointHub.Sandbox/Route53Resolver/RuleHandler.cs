using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>What the handlers of rules share: the rules that an account sees in a Region, its own and those of who shares.</summary>
internal abstract class RuleHandler(Call call) : ResolverHandler(call)
{
    protected IEnumerable<ResolverRule> VisibleRules => World.ResolverRules.All.Where(IsVisible);

    /// <exception cref="AwsException">There is none, or it is nobody's business of the caller's.</exception>
    protected ResolverRule Rule(string id) => World.ResolverRules.Find(id) is { } rule && IsVisible(rule) ? rule : throw NoRule(id);

    /// <summary>As the caller sees it.</summary>
    protected ResolverRule Seen(ResolverRule rule)
    {
        var seen = rule.Clone();
        seen.ShareStatus = Rules.ShareStatus(rule.OwnerId, Account);
        return seen;
    }

    /// <summary>This and the other codes are those that were seen, by the numbers in AWS's texts, or those that the model has for the call.</summary>
    protected static AwsException Request(string message) => new("InvalidRequestException", message);

    private static AwsException NoRule(string id) => Missing($"Resolver rule with ID '{id}' does not exist.");

    private bool IsVisible(ResolverRule rule) => rule.Region == Region && Rules.Show(rule.OwnerId, Account);
}
