using EndpointHub.Topology;

namespace EndpointHub.Hubs;

/// <summary>The key of a spoke: a VPC with its account and region. What is left out is taken from the credentials in use.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="AccountId">Its owner: twelve digits; null for the account of the credentials in use.</param>
/// <param name="Region">Its region; null for the region in use.</param>
public sealed record SpokeKey(string VpcId, string? AccountId = null, string? Region = null)
{
    /// <summary>The location of the spoke.</summary>
    /// <param name="current">The account and region in use.</param>
    /// <returns>The spoke's own account and region where they are known, otherwise those in use.</returns>
    internal Location LocationIn(Location current) => new(AccountId ?? current.AccountId, Region ?? current.Region);
}
