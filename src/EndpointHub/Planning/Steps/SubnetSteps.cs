using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning.Steps;

/// <summary>Creates a subnet. It uses the VPC's main route table and default network ACL until others are associated.</summary>
internal sealed record CreateSubnet : Step
{
    /// <summary>The symbol of the subnet.</summary>
    public required string SubnetId { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its CIDR block, /16 to /28, within the VPC's.</summary>
    public required Cidr Cidr { get; init; }

    /// <summary>The name of the Availability Zone.</summary>
    public required string AvailabilityZone { get; init; }

    /// <summary>The subnet's tags.</summary>
    public ValueList<Tag> Tags { get; init; } = ValueList<Tag>.Empty;

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("CreateSubnet");

    /// <inheritdoc/>
    public override string Subject => $"{VpcId} {Cidr}";

    /// <inheritdoc/>
    public override string Description => $"create subnet {Cidr} in {VpcId}, {AvailabilityZone}{GivenTags.Text(Tags)}";

    /// <inheritdoc/>
    public override string Creates => SubnetId;

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) =>
        before with
        {
            Subnets = before.Subnets.With(
                new Subnet
                {
                    Id = SubnetId,
                    VpcId = VpcId,
                    Cidr = Cidr,
                    AvailabilityZone = AvailabilityZone,
                    AvailabilityZoneId = before
                        .Subnets.FirstOrDefault(subnet => subnet.VpcId == VpcId && subnet.AvailabilityZone == AvailabilityZone)
                        ?.AvailabilityZoneId,
                    Tags = Tags,
                }
            ),
        };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before) => new DeleteSubnet { Location = Location, SubnetId = SubnetId };

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { SubnetId = symbols[SubnetId] };
}

/// <summary>Deletes a subnet. AWS rejects that while it contains network interfaces.</summary>
internal sealed record DeleteSubnet : Step
{
    /// <summary>The subnet.</summary>
    public required string SubnetId { get; init; }

    /// <inheritdoc/>
    public override ApiAction Action => ApiAction.Ec2("DeleteSubnet");

    /// <inheritdoc/>
    public override string Subject => SubnetId;

    /// <inheritdoc/>
    public override string Description => $"delete {SubnetId}";

    /// <inheritdoc/>
    public override NetworkSnapshot ApplyTo(NetworkSnapshot before) => before with { Subnets = before.Subnets.Without(SubnetId) };

    /// <inheritdoc/>
    public override Step InverseOn(NetworkSnapshot before)
    {
        var subnet = before.Subnets[SubnetId];
        return new CreateSubnet
        {
            Location = Location,
            SubnetId = SubnetId,
            VpcId = subnet.VpcId,
            Cidr = subnet.Cidr,
            AvailabilityZone = subnet.AvailabilityZone,
            Tags = subnet.Tags,
        };
    }

    /// <inheritdoc/>
    public override Step Bound(SymbolTable symbols) => this with { SubnetId = symbols[SubnetId] };
}
