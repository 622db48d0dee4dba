namespace EndpointHub.Paths.Index;

/// <summary>Everything that would decide about one domain in one VPC.</summary>
internal sealed class Domain(string name)
{
    private readonly List<Claim> _claims = [];

    public string Name => name;

    public void Add(Claim claim) => _claims.Add(claim);

    /// <summary>The claims that decide: one, or several that exclude each other; none when there are only rules and these are passed over.</summary>
    public IReadOnlyList<Claim> Decide(bool withRules)
    {
        var standing = withRules ? _claims : _claims.FindAll(claim => claim is not RuleClaim);
        if (standing.Count <= 1)
            return standing;

        var first = standing.Min(claim => claim.Rank);

        // What two Profiles bring alike is no conflict.
        return [.. standing.Where(claim => claim.Rank == first).GroupBy(claim => (claim.Resource, claim.IsSettled)).Select(same => same.First())];
    }
}

/// <summary>Who decides about a name in a VPC.</summary>
/// <param name="Domain">The domain that covers the name; null when none does, and then it is public.</param>
/// <param name="Claims">The claims that decide; several exclude each other.</param>
/// <param name="Spared">The rule that leaves the name to the VPC's resolver; null when there is none.</param>
internal sealed record Decision(string? Domain, IReadOnlyList<Claim> Claims, RuleClaim? Spared);
