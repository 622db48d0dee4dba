using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Route53Resolver;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>The base of the handlers of rules: the account's own and shared rules in the Region.</summary>
internal abstract class RuleHandler(Call call) : ResolverHandler(call)
{
    protected IEnumerable<ResolverRule> VisibleRules => World.ResolverRules.All.Where(IsVisible);

    /// <exception cref="AwsException">It does not exist or is not visible to the caller.</exception>
    protected ResolverRule Rule(string id) => World.ResolverRules.Find(id) is { } rule && IsVisible(rule) ? rule : throw NoRule(id);

    /// <summary>Returns a copy as the caller sees it.</summary>
    protected ResolverRule Seen(ResolverRule rule)
    {
        var seen = rule.Clone();
        seen.ShareStatus = Rules.ShareStatus(rule.OwnerId, Account);
        return seen;
    }

    /// <remarks>
    /// The error codes are those that were observed, by the numbers in AWS's messages, or those that the model lists for the operation.
    /// </remarks>
    protected static AwsException Request(string message) => new("InvalidRequestException", message);

    private static AwsException NoRule(string id) => Missing($"Resolver rule with ID '{id}' does not exist.");

    private bool IsVisible(ResolverRule rule) => rule.Region == Region && Rules.Show(rule.OwnerId, Account);
}
