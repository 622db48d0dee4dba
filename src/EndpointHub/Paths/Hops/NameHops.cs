namespace EndpointHub.Paths;

/// <summary>The resolver that a VPC's clients ask.</summary>
/// <param name="Resource">The VPC.</param>
/// <param name="Servers">The DNS servers that DHCP hands out; empty for the VPC's own.</param>
/// <param name="Finding">What is the matter, or null.</param>
public sealed record ResolverHop(string Resource, ValueList<string> Servers, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Servers.Count == 0 ? $"{Resource} asks its own resolver" : $"{Resource} asks {Servers}";
}

/// <summary>The private zone that is asked: the one with the most specific name.</summary>
/// <param name="Resource">The zone; the endpoint whose managed zone it is; the VPC when no private zone covers the name.</param>
/// <param name="ZoneName">The zone's name; null when there is none.</param>
/// <param name="Finding">What is the matter, or null.</param>
public sealed record ZoneHop(string Resource, string? ZoneName, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => ZoneName is null ? "no private zone covers the name" : $"zone {ZoneName} of {Resource} covers the name";
}

/// <summary>The record that answers.</summary>
/// <param name="Resource">The zone, or the endpoint whose managed zone it is.</param>
/// <param name="RecordName">The record's name; null when none answers.</param>
/// <param name="Answer">What it says: a name or addresses.</param>
/// <param name="Finding">What is the matter, or null.</param>
public sealed record RecordHop(string Resource, string? RecordName, string? Answer, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => RecordName is null ? $"{Resource} has no record that answers" : $"{RecordName} answers {Answer}";
}
