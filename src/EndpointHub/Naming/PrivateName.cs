using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>A private name of a service with its source.</summary>
/// <param name="Name">The normal name; wildcards start with <c>*.</c>.</param>
/// <param name="Source">Its source.</param>
internal sealed record PrivateName(string Name, NameSource Source);

/// <summary>A hosted zone that a service needs, with its records.</summary>
/// <param name="Name">The zone's normal name.</param>
/// <param name="RecordNames">The apex, and the wildcard if there is one.</param>
/// <param name="Source">The most reliable source of its names.</param>
internal sealed record ServiceZone(string Name, ValueList<string> RecordNames, NameSource Source);
