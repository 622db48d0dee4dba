using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Creates a security group. It admits no inbound traffic and all outbound traffic until rules are added.</summary>
internal sealed record CreateSecurityGroup : Step
{
    /// <summary>The symbol of the group.</summary>
    public required string SecurityGroupId { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>The name, unique in the VPC.</summary>
    public required string Name { get; init; }

    /// <summary>The description, which AWS requires and which cannot be changed later.</summary>
    public required string GroupDescription { get; init; }

    /// <summary>The group's tags.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateSecurityGroup");

    /// <inheritdoc/>
    public override string Subject => $"{VpcId} {Name}";

    /// <inheritdoc/>
    public override string Description => $"create security group {Name} in {VpcId}{GivenTags.Text(Tags)}";

    /// <inheritdoc/>
    public override string Creates => SecurityGroupId;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            SecurityGroups = before.SecurityGroups.With(
                new SecurityGroup
                {
                    Id = SecurityGroupId,
                    VpcId = VpcId,
                    Name = Name,
                    Egress = ValueList.Of(new SecurityRule(Traffic.All, RulePeer.From(Cidr.Everything))),
                    Tags = Tags,
                }
            ),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new DeleteSecurityGroup
        {
            Location = Location,
            SecurityGroupId = SecurityGroupId,
            GroupDescription = GroupDescription,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { SecurityGroupId = symbols[SecurityGroupId] };
}

/// <summary>Deletes a security group.</summary>
internal sealed record DeleteSecurityGroup : Step
{
    /// <summary>The group.</summary>
    public required string SecurityGroupId { get; init; }

    /// <summary>Its description, which is needed to create it again.</summary>
    public required string GroupDescription { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteSecurityGroup");

    /// <inheritdoc/>
    public override string Subject => SecurityGroupId;

    /// <inheritdoc/>
    public override string Description => $"delete {SecurityGroupId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            SecurityGroups = before.SecurityGroups.Without(SecurityGroupId),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var group = before.SecurityGroups[SecurityGroupId];
        return new CreateSecurityGroup
        {
            Location = Location,
            SecurityGroupId = SecurityGroupId,
            VpcId = group.VpcId,
            Name = group.Name,
            GroupDescription = GroupDescription,
            Tags = group.Tags,
        };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { SecurityGroupId = symbols[SecurityGroupId] };
}

/// <summary>Adds an inbound rule to a security group.</summary>
internal sealed record AllowIngress : Step
{
    /// <summary>The group.</summary>
    public required string SecurityGroupId { get; init; }

    /// <summary>The rule to add.</summary>
    public required SecurityRule Rule { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("AuthorizeSecurityGroupIngress");

    /// <inheritdoc/>
    public override string Subject => $"{SecurityGroupId} {Rule.Traffic} {Rule.Peer}";

    /// <inheritdoc/>
    public override string Description => $"allow {Rule.Traffic} from {Rule.Peer} in {SecurityGroupId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var group = before.SecurityGroups[SecurityGroupId];
        return before with { SecurityGroups = before.SecurityGroups.With(group with { Ingress = SecurityRule.Ordered(group.Ingress.With(Rule)) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new RevokeIngress
        {
            Location = Location,
            SecurityGroupId = SecurityGroupId,
            Rule = Rule,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { SecurityGroupId = symbols[SecurityGroupId] };
}

/// <summary>Removes an inbound rule from a security group.</summary>
internal sealed record RevokeIngress : Step
{
    /// <summary>The group.</summary>
    public required string SecurityGroupId { get; init; }

    /// <summary>The rule to remove.</summary>
    public required SecurityRule Rule { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("RevokeSecurityGroupIngress");

    /// <inheritdoc/>
    public override string Subject => $"{SecurityGroupId} {Rule.Traffic} {Rule.Peer}";

    /// <inheritdoc/>
    public override string Description => $"stop allowing {Rule.Traffic} from {Rule.Peer} in {SecurityGroupId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before)
    {
        var group = before.SecurityGroups[SecurityGroupId];
        return before with { SecurityGroups = before.SecurityGroups.With(group with { Ingress = group.Ingress.Without(Rule.IsSameAs) }) };
    }

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) =>
        new AllowIngress
        {
            Location = Location,
            SecurityGroupId = SecurityGroupId,
            Rule = Rule,
        };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { SecurityGroupId = symbols[SecurityGroupId] };
}
