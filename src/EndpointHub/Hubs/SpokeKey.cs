using EndpointHub.Topology;

namespace EndpointHub.Hubs;

/// <summary>Which spoke: a VPC, and where it is. What an operator left out is what the credentials in use say.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="AccountId">Its owner: twelve digits; null for the account of the credentials in use.</param>
/// <param name="Region">Its region; null for the region in use.</param>
public sealed record SpokeKey(string VpcId, string? AccountId = null, string? Region = null)
{
    /// <summary>Where the spoke is.</summary>
    /// <param name="current">The account and region in use.</param>
    /// <returns>The spoke's own account and region where they are known, else those in use.</returns>
    internal Location LocationIn(Location current) => new(AccountId ?? current.AccountId, Region ?? current.Region);
}
