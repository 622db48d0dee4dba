using System.Collections.Concurrent;
using System.Reflection;
using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// A text property that many requests or responses have under the same name. The SDK's messages have no common interface for it, and the service
/// model marks only 80 of 96 client tokens as such, without that of CreateVpcEndpoint.
/// </summary>
/// <param name="name">The member's name.</param>
internal sealed class RequestMember(string name)
{
    private readonly ConcurrentDictionary<Type, PropertyInfo?> _properties = new();

    /// <summary>Gets the client token, by which AWS recognises a repeated request.</summary>
    public static RequestMember ClientToken { get; } = new("ClientToken");

    /// <summary>Gets the token of the next page, in responses and in the next request.</summary>
    public static RequestMember NextToken { get; } = new("NextToken");

    public bool IsIn(object message) => PropertyOf(message) is not null;

    /// <summary>Returns the text; null if the message has no such property, or if it is empty.</summary>
    public string? Read(object message) => PropertyOf(message)?.GetValue(message) is string { Length: > 0 } text ? text : null;

    public void Write(AmazonWebServiceRequest request, string value) => PropertyOf(request)!.SetValue(request, value);

    private PropertyInfo? PropertyOf(object message) => _properties.GetOrAdd(message.GetType(), type => type.GetProperty(name, typeof(string)));
}
