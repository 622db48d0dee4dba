using System.Reflection;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Wire;
using EndpointHub.Sandbox.Wire.Ec2;
using EndpointHub.Sandbox.Wire.Route53;
using EndpointHub.Sandbox.Wire.Route53Profiles;
using EndpointHub.Sandbox.Wire.Route53Resolver;
using EndpointHub.Sandbox.Wire.Sts;

namespace EndpointHub.Sandbox.Http;

/// <summary>
/// The operations that the sandbox supports: the public methods of the handlers, by service and name. Any other operation is answered as AWS
/// answers an unknown action.
/// </summary>
internal static class OperationTable
{
    private static readonly Dictionary<string, WireService> Services = new(StringComparer.Ordinal)
    {
        ["ec2"] = Ec2Wire.Service,
        ["route53"] = Route53Wire.Service,
        ["route53profiles"] = Route53ProfilesWire.Service,
        ["route53resolver"] = Route53ResolverWire.Service,
        ["sts"] = StsWire.Service,
    };

    private static readonly Dictionary<WireOperation, Operation> Operations = typeof(Handler)
        .Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Handler)) && !t.IsAbstract)
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Select(m => new Operation(
            m,
            ServiceOf(m.DeclaringType!).Find(m.Name) ?? throw new InvalidOperationException($"The models have no operation {m.Name}.")
        ))
        .ToDictionary(o => o.Model);

    public static IEnumerable<(string Service, Operation Operation)> All =>
        Services.SelectMany(s => Operations.Values.Where(o => s.Value.Operations.Contains(o.Model)).Select(o => (s.Key, o)));

    /// <param name="service">The service's name in the credential scope.</param>
    public static bool Serves(string service) => Services.ContainsKey(service);

    public static Operation? Find(WireOperation? wire) => wire is null ? null : Operations.GetValueOrDefault(wire);

    /// <summary>
    /// Finds the service whose protocol a request has: Route 53 and Profiles by the path, Resolver by its header, the query services by their
    /// version, and all others by the credential.
    /// </summary>
    public static WireService ServiceOf(AwsRequest request)
    {
        if (request.Path.StartsWith("/2013-04-01/", StringComparison.Ordinal))
            return Services["route53"];
        if (request.Path.StartsWith("/profile", StringComparison.Ordinal))
            return Services["route53profiles"];
        if (request.Header(AwsRequest.Target) is not null)
            return Services["route53resolver"];
        var named = Caller.ServiceOf(request);
        if (named is not (null or "ec2" or "sts"))
            return Services[Serves(named) ? named : UnknownService.ServiceOfEqualProtocol(named, request)];
        if (named is null && request.IsAmzJson)
            return Services["route53resolver"];
        var version = $"Version={Services["sts"].ApiVersion}";
        return Services[
            request.Body.Contains(version, StringComparison.Ordinal) || request.Query.Contains(version, StringComparison.Ordinal) ? "sts" : "ec2"
        ];
    }

    // The last part of a handler's namespace is its service: EndpointHub.Sandbox.Ec2 and so on.
    private static WireService ServiceOf(Type handler) => Services[handler.Namespace!.Split('.')[^1].ToLowerInvariant()];
}
