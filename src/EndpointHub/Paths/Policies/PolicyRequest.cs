using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// A call as a policy sees it. Action and resource may hold wildcards, which stand for all that a caller might ask; a policy that
/// allows only a part of that is not decided.
/// </summary>
/// <param name="Action">For example <c>ecr:BatchGetImage</c>; case does not matter.</param>
/// <param name="Resource">An ARN, or <c>*</c>.</param>
internal sealed record PolicyRequest(string Action, string Resource)
{
    /// <summary>The caller's ARN; null when it is not known.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>
    /// True if AWS signs the call, which then is by none of those that a policy's owner can name: what demands one of them is not met, and
    /// whatever else a policy says of callers is not known.
    /// </summary>
    public bool IsSignedByAws { get; init; }

    /// <summary>
    /// What is known of the call besides, by condition key; case does not matter. A key without values is known to be absent; a key
    /// that is not listed is not known.
    /// </summary>
    public IReadOnlyDictionary<string, ValueList<string>> Context { get; init; } = new Dictionary<string, ValueList<string>>(StringComparer.Ordinal);

    /// <summary>The call for people.</summary>
    /// <returns>For example <c>s3:GetObject on arn:aws:s3:::bucket/*</c>, and by whom where that is known.</returns>
    public override string ToString() => PrincipalArn is null ? $"{Action} on {Resource}" : $"{Action} on {Resource} by {PrincipalArn}";
}

/// <summary>What a policy says of a call.</summary>
internal enum PolicyDecision
{
    /// <summary>A statement allows it and none denies it.</summary>
    Allowed,

    /// <summary>It depends on what is not known, mostly of the caller.</summary>
    Unknown,

    /// <summary>No statement allows it.</summary>
    NotAllowed,

    /// <summary>A statement denies it, whatever others allow.</summary>
    Denied,
}
