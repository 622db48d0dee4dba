using EndpointHub.Values;

namespace EndpointHub.Paths.Verdicts;

/// <summary>The DNS servers that a VPC's clients use.</summary>
/// <param name="Resource">The VPC.</param>
/// <param name="Servers">The DNS servers of the DHCP option set; empty for the VPC's Route 53 Resolver.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record ResolverHop(string Resource, ValueList<string> Servers, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description =>
        Servers.Count == 0 ? $"{Resource} uses its Route 53 Resolver" : $"{Resource} uses the DNS servers {Servers}";
}

/// <summary>The private hosted zone that answers: the one with the most specific name.</summary>
/// <param name="Resource">The zone; the endpoint for an AWS-managed zone; the VPC when no private hosted zone covers the name.</param>
/// <param name="ZoneName">The zone's name; null when there is none.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record ZoneHop(string Resource, string? ZoneName, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <summary>The Profile through which the VPC has the zone; null for a direct association.</summary>
    public string? ProfileId { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        ZoneName is null
            ? "no private hosted zone covers the name"
            : $"zone {ZoneName} of {Resource}{(ProfileId is null ? "" : $", through {ProfileId},")} covers the name";
}

/// <summary>A Resolver rule that covers the name.</summary>
/// <param name="Resource">The rule.</param>
/// <param name="DomainName">Its domain; empty for every domain.</param>
/// <param name="Targets">The DNS servers to which it forwards; empty when it excludes the name from forwarding.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record RuleHop(string Resource, string DomainName, ValueList<string> Targets, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description =>
        Finding is null ? $"{Resource} excludes {DomainName}. from forwarding" : $"{Resource} forwards {DomainName}. to {Targets}";
}

/// <summary>A DNS Firewall rule group that applies to a query.</summary>
/// <param name="Resource">The group.</param>
/// <param name="Name">The name of the query, or of the target of a record.</param>
/// <param name="RuleName">The deciding rule; null when the group's rules were not read.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record FirewallHop(string Resource, string Name, string? RuleName, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description =>
        Finding?.Effect switch
        {
            null => $"{Resource} allows {Name}",
            FindingEffect.Fails => $"{Resource} blocks {Name}",
            _ => $"{Resource} may block {Name}",
        } + (RuleName is null ? "" : $" by rule {RuleName}");
}

/// <summary>A resource that may affect the name and was not read.</summary>
/// <param name="Resource">The Profile that contains it, or the VPC whose rules, rule groups and Profiles were not read.</param>
/// <param name="ResourceId">
/// The resource of the Profile; null when the whole Profile was not read, or not all of the VPC's rules, rule groups and Profiles.
/// </param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record UnreadHop(string Resource, string? ResourceId, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <inheritdoc/>
    public override string Description =>
        ResourceId is null ? $"the DNS settings of {Resource} were not read" : $"{ResourceId} of {Resource} was not read";
}

/// <summary>The matching record.</summary>
/// <param name="Resource">The zone, or the endpoint for an AWS-managed zone.</param>
/// <param name="RecordName">The record's name; null when no record matches.</param>
/// <param name="Answer">Its target: a name or addresses.</param>
/// <param name="Finding">The finding, or null.</param>
internal sealed record RecordHop(string Resource, string? RecordName, string? Answer, Finding? Finding) : PathHop(Resource, Finding)
{
    /// <summary>The kind of link to another name.</summary>
    public RecordLink Link { get; init; }

    /// <inheritdoc/>
    public override string Description => RecordName is null ? $"{Resource} has no matching record" : $"{RecordName} resolves to {Answer}";
}

/// <summary>The kinds of links from a record to another name.</summary>
internal enum RecordLink
{
    /// <summary>No link: the record contains addresses, or it is an endpoint's private DNS name.</summary>
    None,

    /// <summary>An alias record. Route 53 resolves it itself, and the response contains the addresses only.</summary>
    Alias,

    /// <summary>A CNAME record. The response contains the other name, which is then resolved.</summary>
    CanonicalName,
}
