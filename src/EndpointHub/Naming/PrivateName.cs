using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>A private name of a service, and where it was learnt.</summary>
/// <param name="Name">The normal name; wildcards start with <c>*.</c>.</param>
/// <param name="Source">Where it was learnt.</param>
internal sealed record PrivateName(string Name, NameSource Source);

/// <summary>A zone that a service needs, with the records in it.</summary>
/// <param name="Name">The zone's normal name.</param>
/// <param name="RecordNames">The apex always, and the wildcard where one is listed.</param>
/// <param name="Source">The truest place at which one of its names was learnt.</param>
internal sealed record ServiceZone(string Name, ValueList<string> RecordNames, NameSource Source);
