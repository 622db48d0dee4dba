using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Interface endpoints in some zones of a VPC, with their security groups.</summary>
internal static class WorkingEndpoints
{
    /// <summary>An interface endpoint in some zones of a VPC, with its security group.</summary>
    public static void Add(LandscapeBuilder builder, string vpcId, string service, IEnumerable<SecurityRule> ingress)
    {
        var shortName = service.Split('.')[^1];
        var id = $"sg-{WorkingNetwork.Short(vpcId)}-{shortName}";
        var group = new SecurityGroup
        {
            Id = id,
            VpcId = vpcId,
            Name = shortName,
            Ingress = builder.Shuffled(ingress),
        };
        builder.Put(group);

        // An endpoint has at most one subnet in a zone. Other interfaces use the first addresses.
        var nics = builder
            .Some([.. builder.SubnetsOf(vpcId).DistinctBy(subnet => subnet.AvailabilityZone)])
            .Select(subnet => new NetworkInterface
            {
                Id = $"eni-{WorkingNetwork.Short(vpcId)}-{shortName}-{subnet.Id}",
                SubnetId = subnet.Id,
                Address = new Ipv4(subnet.Cidr.FirstUsable.Value + (uint)(AddressesTaken(builder, subnet) + builder.Below(2))),
                SecurityGroupIds = builder.Chance(25) ? ValueList.Of(OtherGroup(builder, vpcId), group.Id) : ValueList.Of(group.Id),
            })
            .ToList();
        nics.ForEach(builder.Put);
        builder.Put(
            new Endpoint
            {
                Id = $"vpce-{WorkingNetwork.Short(vpcId)}-{shortName}",
                VpcId = vpcId,
                ServiceName = service,
                Kind = EndpointKind.Interface,
                State = EndpointState.Available,
                SubnetIds = nics.Select(nic => nic.SubnetId).ToValueList(),
                SecurityGroupIds = nics[0].SecurityGroupIds,
                NetworkInterfaceIds = nics.Select(nic => nic.Id).Order(StringComparer.Ordinal).ToValueList(),
            }
        );
    }

    // Each interface uses one of the next two addresses.
    private static int AddressesTaken(LandscapeBuilder builder, Subnet subnet) =>
        2 * builder.Network.NetworkInterfaces.Count(nic => nic.SubnetId == subnet.Id);

    private static string OtherGroup(LandscapeBuilder builder, string vpcId)
    {
        var id = $"sg-{WorkingNetwork.Short(vpcId)}-other";
        var ssh = new SecurityRule(Traffic.Tcp(22), RulePeer.From(Cidr.Everything));
        builder.Put(
            new SecurityGroup
            {
                Id = id,
                VpcId = vpcId,
                Name = "other",
                Ingress = ValueList.Of(ssh),
            }
        );
        return id;
    }
}
