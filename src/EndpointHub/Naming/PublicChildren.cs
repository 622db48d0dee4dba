namespace EndpointHub.Naming;

/// <summary>
/// The names at or below the private names of services that AWS answers publicly and the services' endpoints do not serve. In a VPC with a zone for
/// the private name they do not resolve, or resolve to an endpoint that refuses them.
/// </summary>
internal static class PublicChildren
{
    // REGION is replaced by the region.
    private static readonly Dictionary<string, PublicChild[]> ByService = new(StringComparer.Ordinal)
    {
        // The issuers of clusters (aws/containers-roadmap issue 2038; terraform-aws-modules/terraform-aws-eks issues 2992 and 3258).
        ["eks"] = [new("oidc.eks.REGION.amazonaws.com", IsRefused: false)],

        // Public APIs are refused by the endpoint (API Gateway developer guide, private REST APIs; awsdocs/amazon-api-gateway-developer-guide issue
        // 10).
        ["execute-api"] = [new("*.execute-api.REGION.amazonaws.com", IsRefused: true)],

        // The same for AppSync (AWS AppSync developer guide, using private APIs).
        ["appsync-api"] =
        [
            new("*.appsync-api.REGION.amazonaws.com", IsRefused: true),
            new("*.appsync-realtime-api.REGION.amazonaws.com", IsRefused: true),
        ],

        // Downloads of the clients (kirodotdev/KiroCrew issue 7522).
        ["q"] = [new("desktop-release.q.REGION.amazonaws.com", IsRefused: false)],

        // The portals of domains (Amazon DataZone user guide, domains and their portal URLs).
        ["datazone"] =
        [
            new("*.datazone.REGION.amazonaws.com", IsRefused: false),
            new("*.datazone.REGION.api.aws", IsRefused: false),
            new("*.datazone.REGION.on.aws", IsRefused: false),
        ],

        // Repositories have an endpoint service of their own (CodeArtifact user guide, VPC endpoints).
        ["codeartifact.api"] = [new("*.d.codeartifact.REGION.amazonaws.com", IsRefused: false)],
    };

    /// <summary>The names of a service.</summary>
    /// <param name="serviceName">The full service name.</param>
    /// <param name="region">The region.</param>
    /// <returns>The names, normal and with wildcards; none when the table does not contain the service.</returns>
    public static IEnumerable<PublicChild> Of(string serviceName, string region)
    {
        if (!ByService.TryGetValue(ServiceName.InShort(serviceName, region), out var names))
            return [];

        var suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "";
        return names.Select(child =>
            child with
            {
                Name = child.Name.Replace("REGION", region) + (child.Name.EndsWith(".amazonaws.com", StringComparison.Ordinal) ? suffix : ""),
            }
        );
    }
}

/// <summary>A name that AWS answers publicly.</summary>
/// <param name="Name">The name; a wildcard stands for all names that it matches.</param>
/// <param name="IsRefused">True if the endpoint answers for the name and refuses calls that are not private.</param>
internal sealed record PublicChild(string Name, bool IsRefused);
