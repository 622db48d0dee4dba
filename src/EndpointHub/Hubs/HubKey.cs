using EndpointHub.Values;

namespace EndpointHub.Hubs;

/// <summary>The key of a hub. Two VPCs may have hubs of the same name, and one VPC may have several hubs.</summary>
/// <param name="Name">The hub's name: the value of its tag.</param>
/// <param name="VpcId">Its VPC.</param>
public sealed record HubKey(string Name, string VpcId)
{
    /// <summary>The hub as text.</summary>
    /// <returns>For example <c>shared in vpc-0a</c>.</returns>
    public override string ToString() => DisplayText.Escape($"{Name} in {VpcId}");
}
