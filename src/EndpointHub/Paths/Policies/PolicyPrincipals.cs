namespace EndpointHub.Paths.Policies;

/// <summary>The principals of a policy statement (IAM user guide, policy elements: Principal, NotPrincipal).</summary>
internal sealed class PolicyPrincipals
{
    private readonly List<string> _aws;
    private readonly bool _hasFederated;

    private PolicyPrincipals(object? principal, bool isNot)
    {
        IsExclusion = isNot;
        var kinds = principal as Dictionary<string, object?>;
        _aws = (kinds is null ? PolicyJson.Texts(principal) : PolicyJson.Texts(kinds, "AWS")) ?? [];
        IncludesAll = _aws.Contains("*");
        _hasFederated = kinds is not null && (kinds.ContainsKey("Federated") || kinds.ContainsKey("CanonicalUser"));
    }

    /// <summary>True if the element contains all principals (<c>*</c>).</summary>
    public bool IncludesAll { get; }

    /// <summary>True if the element is NotPrincipal: all other principals are included.</summary>
    public bool IsExclusion { get; }

    /// <summary>Reads a statement's principals. A statement without any applies to all principals, as in an identity-based policy.</summary>
    public static PolicyPrincipals From(Dictionary<string, object?> members) =>
        members.TryGetValue("NotPrincipal", out var others) ? new PolicyPrincipals(others, isNot: true)
        : members.TryGetValue("Principal", out var principal) ? new PolicyPrincipals(principal, isNot: false)
        : new PolicyPrincipals("*", isNot: false);

    /// <summary>Compares a caller with the principals.</summary>
    /// <param name="callerArn">The caller; null when it is not known.</param>
    public Certainty Include(string? callerArn)
    {
        var listed =
            IncludesAll ? Certainty.Yes
            : callerArn is null && (_aws.Count > 0 || _hasFederated) ? Certainty.Maybe
            : callerArn is null ? Certainty.No // AWS services do not call through a VPC's endpoint
            : _aws.Exists(principal => Names(principal, callerArn)) ? Certainty.Yes
            : _hasFederated ? Certainty.Maybe
            : Certainty.No;
        return IsExclusion ? listed.Not() : listed;
    }

    /// <summary>
    /// Compares a caller with the principals of a gateway endpoint's policy. They have to be <c>*</c>: an account admits its root user only, and no
    /// user or role is recognised (PrivateLink guide, endpoint policies: principals for gateway endpoints). Workloads are no root users.
    /// </summary>
    /// <param name="callerArn">The caller; null when it is not known.</param>
    public Certainty IncludeThroughGateway(string? callerArn) =>
        callerArn?.EndsWith(":root", StringComparison.Ordinal) == true ? Include(callerArn) : Certainty.No;

    // An account, by number or root ARN, includes all its principals; a role includes its sessions; wildcards in an ARN are not supported.
    private static bool Names(string principal, string callerArn)
    {
        var caller = callerArn.Split([':'], 6);
        if (principal == callerArn)
            return true;
        if (caller.Length < 6)
            return false;
        if (principal == caller[4] || principal == $"{caller[0]}:{caller[1]}:iam::{caller[4]}:root")
            return true;

        // The ARN of a session does not contain the path of its role. The name is sufficient, because it is unique in an account (IAM API reference,
        // CreateRole).
        var session = caller[5].Split('/');
        return session.Length == 3
            && session[0] == "assumed-role"
            && principal.StartsWith($"{caller[0]}:{caller[1]}:iam::{caller[4]}:role/", StringComparison.Ordinal)
            && principal.Split('/').Last() == session[1];
    }
}
