using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// A call that a policy is evaluated for. Action and resource may contain wildcards, which represent all possible calls; a policy that
/// allows only a part of these makes the decision unknown.
/// </summary>
/// <param name="Action">For example <c>ecr:BatchGetImage</c>; it is case-insensitive.</param>
/// <param name="Resource">An ARN, or <c>*</c>.</param>
internal sealed record PolicyRequest(string Action, string Resource)
{
    /// <summary>The caller's ARN; null when it is not known.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>
    /// True if AWS signs the call. Its caller is then none that a policy can identify: elements that require one of these are not met, and
    /// the result of all other elements about callers is unknown.
    /// </summary>
    public bool IsSignedByAws { get; init; }

    /// <summary>True if the call goes through a gateway endpoint, whose policies read the element Principal in a way of their own.</summary>
    public bool IsThroughGateway { get; init; }

    /// <summary>
    /// The known context of the call, by condition key; keys are case-insensitive. A key without values is known to be absent; a key
    /// that is not listed is unknown.
    /// </summary>
    public IReadOnlyDictionary<string, ValueList<string>> Context { get; init; } = new Dictionary<string, ValueList<string>>(StringComparer.Ordinal);

    /// <summary>The call as text.</summary>
    /// <returns>For example <c>s3:GetObject on arn:aws:s3:::bucket/*</c>, and the caller when it is known.</returns>
    public override string ToString() => PrincipalArn is null ? $"{Action} on {Resource}" : $"{Action} on {Resource} by {PrincipalArn}";
}

/// <summary>The decision of a policy about a call.</summary>
internal enum PolicyDecision
{
    /// <summary>A statement allows it and none denies it.</summary>
    Allowed,

    /// <summary>The decision depends on unknown values, mostly about the caller.</summary>
    Unknown,

    /// <summary>No statement allows it.</summary>
    NotAllowed,

    /// <summary>A statement denies it explicitly.</summary>
    Denied,
}
