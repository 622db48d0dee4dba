using EndpointHub.Sandbox.State;

namespace EndpointHub.Sandbox.Handlers;

/// <summary>A call of an operation: the account and Region of its credential, and the state that it reads or changes.</summary>
internal sealed record Call(World World, string Account, string Region);
