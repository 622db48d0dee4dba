namespace EndpointHub.Topology;

/// <summary>The account and region of a resource. They determine the credentials and the regional API for calls about it.</summary>
/// <param name="AccountId">The owner: twelve digits.</param>
/// <param name="Region">For example <c>ap-northeast-1</c>.</param>
internal sealed record Location(string AccountId, string Region)
{
    /// <summary>The account and region as text.</summary>
    /// <returns>For example <c>123456789012/ap-northeast-1</c>.</returns>
    public override string ToString() => $"{AccountId}/{Region}";
}
