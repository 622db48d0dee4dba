namespace EndpointHub.Paths.Index;

/// <summary>All candidates for one domain in one VPC.</summary>
internal sealed class Domain(string name)
{
    private readonly List<Claim> _claims = [];

    public string Name => name;

    public void Add(Claim claim) => _claims.Add(claim);

    /// <summary>The deciding candidates: one, or several that conflict; none when there are only rules and rules are excluded.</summary>
    public IReadOnlyList<Claim> Decide(bool withRules)
    {
        var candidates = withRules ? _claims : _claims.FindAll(claim => claim is not RuleClaim);
        if (candidates.Count <= 1)
            return candidates;

        var first = candidates.Min(claim => claim.Rank);

        // The same resource in two Profiles is no conflict.
        return [.. candidates.Where(claim => claim.Rank == first).GroupBy(claim => (claim.Resource, claim.IsSettled)).Select(same => same.First())];
    }
}

/// <summary>The decision about who answers for a name in a VPC.</summary>
/// <param name="Domain">The domain that covers the name; null when none does, so that the name is resolved publicly.</param>
/// <param name="Claims">The deciding candidates; several conflict with each other.</param>
/// <param name="Spared">The system rule that excludes the name from forwarding; null when there is none.</param>
internal sealed record Decision(string? Domain, IReadOnlyList<Claim> Claims, RuleClaim? Spared);
