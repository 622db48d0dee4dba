using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>Interface endpoints in some of a VPC's zones, with their groups.</summary>
internal static class WorkingEndpoints
{
    /// <summary>An interface endpoint in some of a VPC's zones, and its group.</summary>
    public static void Add(Draft draft, string vpcId, string service, IEnumerable<SecurityRule> ingress)
    {
        var shortName = service.Split('.')[^1];
        var id = $"sg-{WorkingNetwork.Short(vpcId)}-{shortName}";
        var group = new SecurityGroup { Id = id, VpcId = vpcId, Name = shortName, Ingress = draft.Shuffled(ingress) };
        draft.Put(group);

        // One subnet in a zone at most; other interfaces have taken the first addresses.
        var nics = draft.Some([.. draft.SubnetsOf(vpcId).DistinctBy(subnet => subnet.AvailabilityZone)]).Select(subnet => new NetworkInterface
        {
            Id = $"eni-{WorkingNetwork.Short(vpcId)}-{shortName}-{subnet.Id}",
            SubnetId = subnet.Id,
            Address = new Ipv4(subnet.Cidr.FirstUsable.Value + (uint)(AddressesTaken(draft, subnet) + draft.Below(2))),
            SecurityGroupIds = draft.Chance(25) ? ValueList.Of(OtherGroup(draft, vpcId), group.Id) : ValueList.Of(group.Id),
        }).ToList();
        nics.ForEach(draft.Put);
        draft.Put(new Endpoint
        {
            Id = $"vpce-{WorkingNetwork.Short(vpcId)}-{shortName}",
            VpcId = vpcId,
            ServiceName = service,
            Kind = EndpointKind.Interface,
            State = EndpointState.Available,
            SubnetIds = nics.Select(nic => nic.SubnetId).ToValueList(),
            SecurityGroupIds = nics[0].SecurityGroupIds,
            NetworkInterfaceIds = nics.Select(nic => nic.Id).Order(StringComparer.Ordinal).ToValueList(),
        });
    }

    // Each takes one of the next two addresses.
    private static int AddressesTaken(Draft draft, Subnet subnet) => 2 * draft.Network.NetworkInterfaces.Count(nic => nic.SubnetId == subnet.Id);

    private static string OtherGroup(Draft draft, string vpcId)
    {
        var id = $"sg-{WorkingNetwork.Short(vpcId)}-other";
        var ssh = new SecurityRule(Traffic.Tcp(22), RulePeer.From(Cidr.Everything));
        draft.Put(new SecurityGroup { Id = id, VpcId = vpcId, Name = "other", Ingress = ValueList.Of(ssh) });
        return id;
    }
}
