namespace EndpointHub.Topology;

/// <summary>Where a resource stands, and so with whose credentials and at which regional API it is reached.</summary>
/// <param name="AccountId">The owner: twelve digits.</param>
/// <param name="Region">For example <c>ap-northeast-1</c>.</param>
internal sealed record Location(string AccountId, string Region)
{
    /// <summary>Account and region for people.</summary>
    /// <returns>For example <c>123456789012/ap-northeast-1</c>.</returns>
    public override string ToString() => $"{AccountId}/{Region}";
}
