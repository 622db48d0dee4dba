namespace EndpointHub.Paths.Policies;

/// <summary>Whom a statement is about (IAM user guide, policy elements: Principal, NotPrincipal).</summary>
internal sealed class PolicyPrincipals
{
    private readonly List<string> _aws;
    private readonly bool _hasFederated;

    private PolicyPrincipals(object? principal, bool isNot)
    {
        AreOthers = isNot;
        var kinds = principal as Dictionary<string, object?>;
        _aws = (kinds is null ? PolicyJson.Texts(principal) : PolicyJson.Texts(kinds, "AWS")) ?? [];
        AreEverybody = _aws.Contains("*");
        _hasFederated = kinds is not null && (kinds.ContainsKey("Federated") || kinds.ContainsKey("CanonicalUser"));
    }

    /// <summary>True if everybody is written; then nobody else is meant by NotPrincipal.</summary>
    public bool AreEverybody { get; }

    /// <summary>True if all but those that are written are meant.</summary>
    public bool AreOthers { get; }

    /// <summary>Reads a statement's principals; a statement without any is about everybody, as in a policy of the caller's own.</summary>
    public static PolicyPrincipals From(Dictionary<string, object?> members) =>
        members.TryGetValue("NotPrincipal", out var others) ? new PolicyPrincipals(others, isNot: true)
        : members.TryGetValue("Principal", out var principal) ? new PolicyPrincipals(principal, isNot: false)
        : new PolicyPrincipals("*", isNot: false);

    /// <summary>True if a caller is among them.</summary>
    /// <param name="callerArn">The caller; null when it is not known.</param>
    public Certainty Include(string? callerArn)
    {
        var listed = AreEverybody ? Certainty.Yes
            : callerArn is null && (_aws.Count > 0 || _hasFederated) ? Certainty.Maybe
            : callerArn is null ? Certainty.No // services call on their own behalf, not through a VPC's endpoint
            : _aws.Exists(principal => Names(principal, callerArn)) ? Certainty.Yes
            : _hasFederated ? Certainty.Maybe
            : Certainty.No;
        return AreOthers ? listed.Not() : listed;
    }

    // An account, by number or root ARN, means everybody in it; a role means its sessions too; wildcards inside an ARN mean nothing.
    private static bool Names(string principal, string callerArn)
    {
        var caller = callerArn.Split([':'], 6);
        if (principal == callerArn)
            return true;
        if (caller.Length < 6)
            return false;
        if (principal == caller[4] || principal == $"{caller[0]}:{caller[1]}:iam::{caller[4]}:root")
            return true;

        // A session does not tell its role's path, and needs not: an account has a role's name once (IAM API reference, CreateRole).
        var session = caller[5].Split('/');
        return session.Length == 3 && session[0] == "assumed-role"
            && principal.StartsWith($"{caller[0]}:{caller[1]}:iam::{caller[4]}:role/", StringComparison.Ordinal) && principal.Split('/').Last() == session[1];
    }
}
