namespace EndpointHub.Sandbox.Services;

/// <summary>Which endpoint services there are in a Region.</summary>
public sealed class ServiceCatalog(Func<string, IReadOnlyList<EndpointService>> load)
{
    private readonly Dictionary<string, IReadOnlyList<EndpointService>> _byRegion = [];

    public static ServiceCatalog BuiltIn => new(region => [.. ServiceFacts.In(region)]);

    /// <summary>What AWS answered instead of the built-in table, which stays for the Regions that no answer is about.</summary>
    /// <param name="paths">Files as <c>aws ec2 describe-vpc-endpoint-services</c> prints them.</param>
    /// <exception cref="InvalidDataException">A file holds something else.</exception>
    public static ServiceCatalog FromFiles(IEnumerable<string> paths)
    {
        var answered = paths.SelectMany(ServiceAnswers.Read).ToLookup(s => s.Region, StringComparer.Ordinal);
        return new(region => answered.Contains(region) ? [.. answered[region]] : [.. ServiceFacts.In(region)]);
    }

    public IReadOnlyList<EndpointService> In(string region)
    {
        if (!_byRegion.TryGetValue(region, out var services)) _byRegion.Add(region, services = load(region));
        return services;
    }

    /// <summary>A name may stand for two services: S3 and DynamoDB exist as Gateway and as Interface.</summary>
    public IEnumerable<EndpointService> Named(string name, string region) => In(region).Where(s => s.Name == name);
}
