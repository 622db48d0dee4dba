using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox;

/// <summary>What the command line of <c>serve</c> asks for.</summary>
internal sealed record ServeArguments(int Port, string Landscape, SandboxOptions Options);
