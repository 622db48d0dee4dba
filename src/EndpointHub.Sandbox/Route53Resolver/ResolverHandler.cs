using System.Globalization;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>The base of Resolver's handlers: the present time in Resolver's text format, and the error for a missing resource.</summary>
internal abstract class ResolverHandler(Call call) : Handler(call)
{
    protected string Now => World.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    protected static AwsException Missing(string message) => new("ResourceNotFoundException", message);
}
