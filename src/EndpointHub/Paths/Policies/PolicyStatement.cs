namespace EndpointHub.Paths.Policies;

/// <summary>One statement of a policy. It applies to a call when its principal, action, resource and every condition match.</summary>
internal sealed class PolicyStatement
{
    private readonly PolicyPrincipals _principals;
    private readonly List<string> _actions;
    private readonly bool _isNotAction;
    private readonly List<string>? _resources;
    private readonly bool _isNotResource;
    private readonly bool _readsVariables;
    private readonly string? _sid;

    private PolicyStatement(Dictionary<string, object?> members, bool readsVariables)
    {
        Allows = members.TryGetValue("Effect", out var effect) && effect is "Allow" or "Deny" ? effect is "Allow" : throw Missing("an Effect");
        _principals = PolicyPrincipals.From(members);
        _isNotAction = members.ContainsKey("NotAction");
        _actions = PolicyJson.Texts(members, _isNotAction ? "NotAction" : "Action") ?? throw Missing("an Action");
        _isNotResource = members.ContainsKey("NotResource");
        _resources = PolicyJson.Texts(members, _isNotResource ? "NotResource" : "Resource");
        Conditions = PolicyCondition.From(members);
        _sid = members.TryGetValue("Sid", out var sid) && sid is string { Length: > 0 } text ? text : null;
        _readsVariables = readsVariables;
    }

    /// <summary>True for the effect Allow; false for Deny.</summary>
    public bool Allows { get; }

    public List<PolicyCondition> Conditions { get; }

    public static PolicyStatement From(object? json, bool readsVariables) =>
        json is Dictionary<string, object?> members ? new PolicyStatement(members, readsVariables) : throw Missing("members");

    public Certainty IsAbout(PolicyRequest request) =>
        IsAboutWithoutConditions(request).And(Conditions.AllOf(condition => Meets(condition, request)));

    /// <summary>The name of the statement for messages: its Sid, or its number when it has none.</summary>
    /// <param name="number">Its number in the document, from 1.</param>
    public string Name(int number) => _sid ?? FormattableString.Invariant($"number {number}");

    /// <summary>
    /// The conditions that decide about a call: those that are met when the statement applies to it, and those that are not when it would
    /// apply without them.
    /// </summary>
    public IEnumerable<PolicyCondition> DecidingConditions(PolicyRequest request) =>
        IsAboutWithoutConditions(request) == Certainty.No ? []
        : IsAbout(request) is var about && about == Certainty.Yes ? Conditions
        : Conditions.Where(condition => Meets(condition, request) == about);

    private Certainty IsAboutWithoutConditions(PolicyRequest request) =>
        IsAboutCaller(request).And(IsAboutAction(request.Action)).And(IsAboutResource(request, new RequestVariables(request, _readsVariables)));

    private Certainty Meets(PolicyCondition condition, PolicyRequest request) =>
        (request.IsSignedByAws && condition.NamesCallers) || (condition.NamesOwners && AwsResources.Include(request.Resource))
            ? Refusing(condition.IsNegated)
            : condition.Holds(new RequestVariables(request, _readsVariables));

    private Certainty IsAboutCaller(PolicyRequest request) =>
        request.IsSignedByAws && !_principals.IncludesAll ? Refusing(_principals.IsExclusion)
        : request.IsThroughGateway && Allows && !_principals.IncludesAll && !_principals.IsExclusion
            ? _principals.IncludeThroughGateway(request.PrincipalArn)
        : _principals.Include(request.PrincipalArn);

    /// <summary>
    /// The result of an element that identifies callers or owners, for a call by none of them or on a resource of AWS. A call that is allowed for
    /// these only, or denied for all others, is rejected. Nothing is allowed because of callers or owners that are not those of the call.
    /// </summary>
    private Certainty Refusing(bool isNegated) => Allows == isNegated ? Certainty.Maybe : CertaintyLogic.Of(isNegated);

    private Certainty IsAboutAction(string action)
    {
        var requested = PolicyPattern.Of(action.ToLowerInvariant());
        var any = _actions.AnyOf(pattern => PolicyPattern.Of(pattern.ToLowerInvariant()).Matches(requested));
        return _isNotAction ? any.Not() : any;
    }

    private Certainty IsAboutResource(PolicyRequest request, RequestVariables variables)
    {
        // A resource-based policy can omit the resource.
        if (_resources is null)
            return Certainty.Yes;

        // The resource of an action without resources is a literal asterisk.
        var requested = ServiceActions.HasNoResource(request.Action) ? PolicyPattern.Literal("*") : PolicyPattern.Of(request.Resource);
        var any = _resources.AnyOf(pattern => PolicyPattern.Resource(pattern, variables).Matches(requested));
        return _isNotResource ? any.Not() : any;
    }

    private static FormatException Missing(string what) => new($"A policy statement has to have {what}.");
}
