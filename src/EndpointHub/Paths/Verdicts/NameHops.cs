using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>The resolver that a VPC's clients ask.</summary>
/// <param name="Resource">The VPC.</param>
/// <param name="Servers">The DNS servers that DHCP hands out; empty for the VPC's own.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record ResolverHop(string Resource, ValueList<string> Servers, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Servers.Count == 0 ? $"{Resource} asks its own resolver" : $"{Resource} asks {Servers}";
}

/// <summary>The private zone that is asked: the one with the most specific name.</summary>
/// <param name="Resource">The zone; the endpoint whose managed zone it is; the VPC when no private zone covers the name.</param>
/// <param name="ZoneName">The zone's name; null when there is none.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record ZoneHop(string Resource, string? ZoneName, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <summary>The Profile that brings the zone; null when the VPC has it by itself.</summary>
    public string? ProfileId { get; init; }

    /// <inheritdoc/>
    public override string Description => ZoneName is null ? "no private zone covers the name"
        : $"zone {ZoneName} of {Resource}{(ProfileId is null ? "" : $", through {ProfileId},")} covers the name";
}

/// <summary>A Resolver rule that covers the name.</summary>
/// <param name="Resource">The rule.</param>
/// <param name="DomainName">Its domain; empty for every domain.</param>
/// <param name="Targets">The DNS servers that it forwards to; empty when it leaves the name to the VPC's own resolver.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record RuleHop(string Resource, string DomainName, ValueList<string> Targets, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Finding is null
        ? $"{Resource} leaves {DomainName}. to the VPC's resolver"
        : $"{Resource} forwards {DomainName}. to {Targets}";
}

/// <summary>A DNS Firewall rule group that a question came past.</summary>
/// <param name="Resource">The group.</param>
/// <param name="Name">The name that was asked for, or that a record led on to.</param>
/// <param name="RuleName">The rule that decided; null when the group's rules were not read.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record FirewallHop(string Resource, string Name, string? RuleName, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => Finding?.Effect switch
    {
        null => $"{Resource} lets {Name} through",
        FindingEffect.Fails => $"{Resource} blocks {Name}",
        _ => $"{Resource} may block {Name}",
    } + (RuleName is null ? "" : $" by rule {RuleName}");
}

/// <summary>Something that may decide about the name and was not read.</summary>
/// <param name="Resource">The Profile that holds it, or the VPC whose rules, rule groups and Profiles they are.</param>
/// <param name="ResourceId">What the Profile holds; null when nothing of the Profile was read, or not all of the VPC's rules, rule groups and Profiles.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record UnreadHop(string Resource, string? ResourceId, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description => ResourceId is null
        ? $"what decides about names in {Resource} was not read"
        : $"{Resource} has {ResourceId}, of which nothing is known";
}

/// <summary>The record that answers.</summary>
/// <param name="Resource">The zone, or the endpoint whose managed zone it is.</param>
/// <param name="RecordName">The record's name; null when none answers.</param>
/// <param name="Answer">What it says: a name or addresses.</param>
/// <param name="Finding">What is the matter, or null.</param>
internal sealed record RecordHop(string Resource, string? RecordName, string? Answer, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <summary>How the record leads on to another name.</summary>
    public RecordLink Link { get; init; }

    /// <inheritdoc/>
    public override string Description => RecordName is null ? $"{Resource} has no record that answers" : $"{RecordName} answers {Answer}";
}

/// <summary>How a record leads on to another name.</summary>
internal enum RecordLink
{
    /// <summary>It does not: it holds addresses, or an endpoint's private DNS answers with its own.</summary>
    None,

    /// <summary>As an alias, which Route 53 follows itself: whoever asked is told the addresses alone.</summary>
    Alias,

    /// <summary>As a CNAME: whoever asked is told the other name, and asks for that.</summary>
    CanonicalName,
}
