namespace EndpointHub.Sandbox.Services;

/// <summary>The endpoint services of each Region.</summary>
public sealed class ServiceCatalog(Func<string, IReadOnlyList<EndpointService>> load)
{
    private readonly Dictionary<string, IReadOnlyList<EndpointService>> _byRegion = [];

    public static ServiceCatalog BuiltIn => new(region => [.. ServiceFacts.In(region)]);

    /// <summary>Reads the services from recorded responses. Regions without a response keep the built-in table.</summary>
    /// <param name="paths">Files with the output of <c>aws ec2 describe-vpc-endpoint-services</c>.</param>
    /// <exception cref="InvalidDataException">A file contains something else.</exception>
    public static ServiceCatalog FromFiles(IEnumerable<string> paths)
    {
        var answered = paths.SelectMany(ServiceAnswers.Read).ToLookup(s => s.Region, StringComparer.Ordinal);
        return new(region => answered.Contains(region) ? [.. answered[region]] : [.. ServiceFacts.In(region)]);
    }

    public IReadOnlyList<EndpointService> In(string region)
    {
        if (!_byRegion.TryGetValue(region, out var services))
            _byRegion.Add(region, services = load(region));
        return services;
    }

    /// <summary>Returns the services with the name; S3 and DynamoDB exist both as Gateway and as Interface.</summary>
    public IEnumerable<EndpointService> Named(string name, string region) => In(region).Where(s => s.Name == name);
}
