using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>What a request's type says about it.</summary>
internal static class RequestName
{
    // STS's AssumeRole hands out keys and changes nothing.
    private static readonly string[] ReadVerbs = ["Describe", "Get", "List", "Search", "Assume"];

    /// <summary>The operation: the type's name without <c>Request</c>.</summary>
    public static string Of(AmazonWebServiceRequest request)
    {
        var type = request.GetType().Name;
        return type.Substring(0, type.Length - "Request".Length);
    }

    /// <summary>AWS's verbs tell reads from changes.</summary>
    public static bool IsRead(AmazonWebServiceRequest request) =>
        ReadVerbs.Any(verb => request.GetType().Name.StartsWith(verb, StringComparison.Ordinal));
}
