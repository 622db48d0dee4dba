using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Creates a private hosted zone. Its first associated VPC is the hub's, which belongs to the calling account.</summary>
internal sealed record CreateZone : Step
{
    /// <summary>The symbol of the zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The zone's name, without a final dot.</summary>
    public required string Name { get; init; }

    /// <summary>The first associated VPC.</summary>
    public required ZoneVpc Vpc { get; init; }

    /// <summary>The zone's comment, which identifies the hub. Unlike tags, it is set in the call that creates the zone.</summary>
    public required string Comment { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Route53("CreateHostedZone");

    /// <inheritdoc/>
    public override string Subject => $"{Name} {Vpc.VpcId}";

    /// <inheritdoc/>
    public override string Description => $"create private hosted zone {Name} for {Vpc.VpcId}";

    /// <inheritdoc/>
    public override string Creates => ZoneId;

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.ZoneChange, ZoneId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            Zones = before.Zones.With(
                new PrivateZone
                {
                    Id = ZoneId,
                    Name = Name,
                    OwnerAccountId = Location.AccountId,
                    Vpcs = ValueList.Of(Vpc),
                    Comment = Comment,
                }
            ),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeleteZone { Location = Location, ZoneId = ZoneId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ZoneId = symbols[ZoneId] };
}

/// <summary>Deletes a hosted zone that contains only its NS and SOA records.</summary>
internal sealed record DeleteZone : Step
{
    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Route53("DeleteHostedZone");

    /// <inheritdoc/>
    public override string Subject => ZoneId;

    /// <inheritdoc/>
    public override string Description => $"delete zone {ZoneId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with { Zones = before.Zones.Without(ZoneId) };

    /// <summary>The zone is created with one VPC again. Further associations are separate steps.</summary>
    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var zone = before.Zones[ZoneId];
        return new CreateZone
        {
            Location = Location,
            ZoneId = ZoneId,
            Name = zone.Name,
            Vpc = zone.Vpcs[0],
            Comment = zone.Comment,
        };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ZoneId = symbols[ZoneId] };
}

/// <summary>Writes and deletes records of one zone in one change batch.</summary>
internal sealed record ChangeRecords : Step
{
    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The zone's name, for the description.</summary>
    public required string ZoneName { get; init; }

    /// <summary>The records to create or overwrite.</summary>
    public ValueList<ZoneRecord> Upserts { get; init; } = ValueList<ZoneRecord>.Empty;

    /// <summary>The records to delete, exactly as they are.</summary>
    public ValueList<ZoneRecord> Deletions { get; init; } = ValueList<ZoneRecord>.Empty;

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Route53("ChangeResourceRecordSets");

    /// <inheritdoc/>
    public override string Subject => $"{ZoneId} {string.Join(" ", Upserts.Concat(Deletions).Select(record => record.Name))}";

    /// <inheritdoc/>
    public override string Description =>
        string.Join(
            "; ",
            Upserts
                .Select(record => $"point {record.Name} to {record.Alias?.DnsName ?? record.Values.ToString()}")
                .Concat(Deletions.Select(record => $"delete record {record.Name} {record.Type}"))
        );

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.ZoneChange, ZoneId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var zone = before.Zones[ZoneId].With(Upserts);
        return before with { Zones = before.Zones.With(zone with { Records = zone.Records?.Without(record => Deletions.Any(record.IsSameSetAs)) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var present = before.Zones[ZoneId].Records ?? ValueList<ZoneRecord>.Empty;
        return this with
        {
            Upserts = present.Where(record => Upserts.Concat(Deletions).Any(record.IsSameSetAs)).ToValueList(),
            Deletions = Upserts.Where(record => !present.Any(record.IsSameSetAs)).ToValueList(),
        };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) =>
        this with
        {
            ZoneId = symbols[ZoneId],
            Upserts = Upserts.Each(record => Bind(record, symbols)),
            Deletions = Deletions.Each(record => Bind(record, symbols)),
        };

    private static ZoneRecord Bind(ZoneRecord record, SymbolTable symbols) =>
        record.Alias is null ? record : record with { Alias = new AliasTarget(symbols[record.Alias.DnsName], symbols[record.Alias.HostedZoneId]) };
}

/// <summary>Associates a hosted zone with another VPC.</summary>
internal sealed record AssociateZone : Step
{
    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The zone's name, for the description.</summary>
    public required string ZoneName { get; init; }

    /// <summary>The VPC.</summary>
    public required ZoneVpc Vpc { get; init; }

    internal override CommandLine? CommandLine =>
        CommandLine.Aws($"route53 associate-vpc-with-hosted-zone --hosted-zone-id {ZoneId} --vpc {$"VPCRegion={Vpc.Region},VPCId={Vpc.VpcId}"}");

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Route53("AssociateVPCWithHostedZone");

    /// <inheritdoc/>
    public override string Subject => $"{ZoneName} {Vpc.VpcId}";

    /// <inheritdoc/>
    public override string Description => $"associate zone {ZoneName} with {Vpc.VpcId}";

    /// <inheritdoc/>
    public override NameChange NameChange => NameChange.OfZone(NameEffect.AddsAnswer, ZoneName, Vpc.VpcId);

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.ZoneChange, ZoneId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with { Zones = before.Zones.With(before.Zones[ZoneId].With(Vpc)) };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new DisassociateZone
        {
            Location = Location,
            ZoneId = ZoneId,
            ZoneName = ZoneName,
            Vpc = Vpc,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ZoneId = symbols[ZoneId] };
}

/// <summary>Disassociates a hosted zone from a VPC.</summary>
internal sealed record DisassociateZone : Step
{
    /// <summary>The zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>The zone's name, for the description.</summary>
    public required string ZoneName { get; init; }

    /// <summary>The VPC.</summary>
    public required ZoneVpc Vpc { get; init; }

    internal override CommandLine? CommandLine =>
        CommandLine.Aws($"route53 disassociate-vpc-from-hosted-zone --hosted-zone-id {ZoneId} --vpc {$"VPCRegion={Vpc.Region},VPCId={Vpc.VpcId}"}");

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Route53("DisassociateVPCFromHostedZone");

    /// <inheritdoc/>
    public override string Subject => $"{ZoneName} {Vpc.VpcId}";

    /// <inheritdoc/>
    public override string Description => $"disassociate zone {ZoneName} from {Vpc.VpcId}";

    /// <inheritdoc/>
    public override NameChange NameChange => NameChange.OfZone(NameEffect.RemovesAnswer, ZoneName, Vpc.VpcId);

    /// <inheritdoc/>
    public override Settlement Settlement => new(SettlementKind.ZoneChange, ZoneId);

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var zone = before.Zones[ZoneId];
        return before with { Zones = before.Zones.With(zone with { Vpcs = zone.Vpcs.Without(vpc => vpc.VpcId == Vpc.VpcId) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new AssociateZone
        {
            Location = Location,
            ZoneId = ZoneId,
            ZoneName = ZoneName,
            Vpc = Vpc,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { ZoneId = symbols[ZoneId] };
}
