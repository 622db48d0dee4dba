namespace EndpointHub.Aws.Generator.Models;

/// <summary>
/// Where the official .NET package departs from the service model (its generator's <c>ec2.customizations.json</c>). Following it keeps the
/// official package able to take the generated client's place.
/// </summary>
internal static class Departures
{
    private static readonly HashSet<string> Left = new(StringComparer.Ordinal)
    {
        "ModifyVpcEndpointResult.Return",
        "DeleteVpcPeeringConnectionResult.Return",
        "RejectVpcPeeringConnectionResult.Return",
    };

    /// <summary>The old flat form of a rule, which IpPermissions replaced.</summary>
    private static readonly HashSet<string> FlatRule = new(StringComparer.Ordinal)
    {
        "SourceSecurityGroupName", "SourceSecurityGroupOwnerId", "IpProtocol", "FromPort", "ToPort", "CidrIp",
    };

    /// <summary>C# knows no member named like its class.</summary>
    public static string NameOfMemberNamedLikeItsClass(string shape) => shape switch
    {
        "CidrBlock" => "Cidr",
        "PrefixListId" => "Id",
        _ => "Value",
    };

    public static string PropertyName(Shape shape, Member member) =>
        shape.Name == "IpPermission" && member.Name == "IpRanges" ? "Ipv4Ranges" : member.PropertyName;

    public static bool IsLeftOut(Shape shape, Member member) =>
        Left.Contains($"{shape.Name}.{member.Name}") || (shape.Name.EndsWith("SecurityGroupEgressRequest", StringComparison.Ordinal) && FlatRule.Contains(member.Name))
        || (shape.Name.EndsWith("SecurityGroupIngressRequest", StringComparison.Ordinal) && FlatRule.Contains(member.Name));

    /// <summary>The one member of a structure that stands for it; null for any other shape.</summary>
    public static Member? StandIn(Shape shape) => shape.Name is "AttributeBooleanValue" or "AttributeValue" ? shape.Members.Single() : null;
}
