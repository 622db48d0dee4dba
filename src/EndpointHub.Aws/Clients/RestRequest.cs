using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace EndpointHub.Aws.Clients;

/// <summary>The parts of a REST request.</summary>
internal sealed class RestRequest(IRequest http)
{
    /// <summary>
    /// Removes the path before an id. Route 53 returns <c>/hostedzone/Z1</c> and <c>/change/C1</c>, and accepts ids without the path, as every SDK
    /// sends them.
    /// </summary>
    public static string? BareId(string? id) => id?.Substring(id.LastIndexOf('/') + 1);

    public static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    public void Label(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            throw new AmazonClientException($"{http.RequestName} needs {name}.");
        http.AddPathResource($"{{{name}}}", value);
    }

    public void Query(string name, string? value)
    {
        if (value is null)
            return;
        http.Parameters.Add(name, value);
        http.UseQueryString = true;
    }

    public void Body(string root, string xmlNamespace, Action<RequestXml> members)
    {
        if (RequestXml.Write(root, xmlNamespace, members) is not { } body)
            return;
        http.Headers["Content-Type"] = "application/xml";
        http.Content = body;
    }
}
