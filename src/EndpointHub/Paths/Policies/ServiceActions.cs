namespace EndpointHub.Paths;

/// <summary>Which actions are about no resource (Service Authorization Reference).</summary>
internal static class ServiceActions
{
    /// <summary>Whether an action is about no resource: a policy allows it on everything (<c>*</c>), and not by any ARN.</summary>
    public static bool HasNoResource(string action) =>
        action.Equals("ecr:GetAuthorizationToken", StringComparison.OrdinalIgnoreCase)
        || action.StartsWith("ssmmessages:", StringComparison.OrdinalIgnoreCase)
        || action.StartsWith("ec2messages:", StringComparison.OrdinalIgnoreCase);
}
