using System.Globalization;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Route53Resolver;

/// <summary>What all of Resolver's handlers share: its times, which are texts, and what it calls missing.</summary>
internal abstract class ResolverHandler(Call call) : Handler(call)
{
    protected string Now => World.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    protected static AwsException Missing(string message) => new("ResourceNotFoundException", message);
}
