using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>Derives the operation from a request's type.</summary>
internal static class RequestName
{
    // AssumeRole of STS returns keys and changes nothing.
    private static readonly string[] ReadVerbs = ["Describe", "Get", "List", "Search", "Assume"];

    /// <summary>Returns the operation: the type's name without <c>Request</c>.</summary>
    public static string Of(AmazonWebServiceRequest request)
    {
        var type = request.GetType().Name;
        return type.Substring(0, type.Length - "Request".Length);
    }

    /// <summary>Determines by the verb whether an operation only reads.</summary>
    public static bool IsRead(AmazonWebServiceRequest request) =>
        ReadVerbs.Any(verb => request.GetType().Name.StartsWith(verb, StringComparison.Ordinal));
}
