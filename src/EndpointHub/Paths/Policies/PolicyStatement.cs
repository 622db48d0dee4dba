namespace EndpointHub.Paths.Policies;

/// <summary>One statement of a policy: it is about a call when its principal, action, resource and every condition are.</summary>
internal sealed class PolicyStatement
{
    private readonly PolicyPrincipals _principals;
    private readonly List<string> _actions;
    private readonly bool _isNotAction;
    private readonly List<string>? _resources;
    private readonly bool _isNotResource;
    private readonly bool _readsVariables;

    private PolicyStatement(Dictionary<string, object?> members, bool readsVariables)
    {
        Allows = members.TryGetValue("Effect", out var effect) && effect is "Allow" or "Deny" ? effect is "Allow" : throw Missing("an Effect");
        _principals = PolicyPrincipals.From(members);
        _isNotAction = members.ContainsKey("NotAction");
        _actions = PolicyJson.Texts(members, _isNotAction ? "NotAction" : "Action") ?? throw Missing("an Action");
        _isNotResource = members.ContainsKey("NotResource");
        _resources = PolicyJson.Texts(members, _isNotResource ? "NotResource" : "Resource");
        Conditions = PolicyCondition.From(members);
        _readsVariables = readsVariables;
    }

    /// <summary>True if what the statement is about is allowed; otherwise it is denied.</summary>
    public bool Allows { get; }

    public List<PolicyCondition> Conditions { get; }

    public static PolicyStatement From(object? json, bool readsVariables) =>
        json is Dictionary<string, object?> members ? new PolicyStatement(members, readsVariables) : throw Missing("members");

    public Certainty IsAbout(PolicyRequest request)
    {
        var variables = new RequestVariables(request, _readsVariables);
        return IsAboutCaller(request)
            .And(IsAboutAction(request.Action))
            .And(IsAboutResource(request, variables))
            .And(Conditions.AllOf(condition => request.IsSignedByAws && condition.NamesCallers ? Refusing(condition.IsNegated) : condition.Holds(variables)));
    }

    private Certainty IsAboutCaller(PolicyRequest request) =>
        request.IsSignedByAws && !_principals.AreEverybody ? Refusing(_principals.AreOthers) : _principals.Include(request.PrincipalArn);

    /// <summary>
    /// What names callers, for a call by none of them: one that is allowed to those alone or denied to all but those is refused, and nothing
    /// is let through on the strength of who does not make it.
    /// </summary>
    private Certainty Refusing(bool isNegated) => Allows == isNegated ? Certainty.Maybe : CertaintyLogic.Of(isNegated);

    private Certainty IsAboutAction(string action)
    {
        var asked = PolicyPattern.Of(action.ToLowerInvariant());
        var any = _actions.AnyOf(pattern => PolicyPattern.Of(pattern.ToLowerInvariant()).Matches(asked));
        return _isNotAction ? any.Not() : any;
    }

    private Certainty IsAboutResource(PolicyRequest request, RequestVariables variables)
    {
        // A policy that is attached to the resource itself needs to name none.
        if (_resources is null)
            return Certainty.Yes;

        // An action without resources is asked on a star that is no wildcard.
        var asked = ServiceActions.HasNoResource(request.Action) ? PolicyPattern.Literal("*") : PolicyPattern.Of(request.Resource);
        var any = _resources.AnyOf(pattern => PolicyPattern.Resource(pattern, variables).Matches(asked));
        return _isNotResource ? any.Not() : any;
    }

    private static FormatException Missing(string what) => new($"A statement of a policy has {what}.");
}
