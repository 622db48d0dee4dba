namespace EndpointHub.Planning;

/// <summary>An AWS API action. It has its own request limit and needs its own permission.</summary>
/// <param name="Service">The IAM prefix, <c>ec2</c> or <c>route53</c>.</param>
/// <param name="Name">The action, for example <c>CreateRoute</c>.</param>
internal sealed record ApiAction(string Service, string Name)
{
    /// <summary>An action of EC2.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The action.</returns>
    public static ApiAction Ec2(string name) => new("ec2", name);

    /// <summary>An action of Route 53.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The action.</returns>
    public static ApiAction Route53(string name) => new("route53", name);

    /// <summary>The action in the notation of IAM policies.</summary>
    /// <returns>For example <c>ec2:CreateRoute</c>.</returns>
    public override string ToString() => $"{Service}:{Name}";
}
