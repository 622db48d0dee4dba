using System.Collections.Concurrent;
using System.Reflection;
using Amazon.Runtime;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// A text that many requests or responses have under one name. The SDK's messages share no interface for it: the service model marks the client
/// token of 80 inputs as such and leaves 16 out, CreateVpcEndpoint among them.
/// </summary>
/// <param name="name">The member's name.</param>
internal sealed class RequestMember(string name)
{
    private readonly ConcurrentDictionary<Type, PropertyInfo?> _properties = new();

    /// <summary>The token by which AWS recognises a repeated request.</summary>
    public static RequestMember ClientToken { get; } = new("ClientToken");

    /// <summary>The token of the next page: the response's, and the next request's.</summary>
    public static RequestMember NextToken { get; } = new("NextToken");

    public bool IsIn(object message) => PropertyOf(message) is not null;

    /// <summary>Null where there is no such member, or no text in it.</summary>
    public string? Read(object message) => PropertyOf(message)?.GetValue(message) is string { Length: > 0 } text ? text : null;

    public void Write(AmazonWebServiceRequest request, string value) => PropertyOf(request)!.SetValue(request, value);

    private PropertyInfo? PropertyOf(object message) => _properties.GetOrAdd(message.GetType(), type => type.GetProperty(name, typeof(string)));
}
