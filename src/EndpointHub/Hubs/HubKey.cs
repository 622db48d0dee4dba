namespace EndpointHub.Hubs;

/// <summary>Which hub: two VPCs may have hubs of the same name, and one VPC several hubs.</summary>
/// <param name="Name">The name that its tags carry.</param>
/// <param name="VpcId">Its VPC.</param>
public sealed record HubKey(string Name, string VpcId)
{
    /// <summary>The hub for people.</summary>
    /// <returns>For example <c>shared in vpc-0a</c>.</returns>
    public override string ToString() => $"{Name} in {VpcId}";
}
