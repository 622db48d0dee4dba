using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Zonal NAT gateways, public and private.</summary>
internal sealed class NatGateways(Call call) : Handler(call)
{
    private static readonly FilterSet<NatGateway> Filters = new(g => g.Tags)
    {
        { "nat-gateway-id", g => g.NatGatewayId },
        { "state", g => g.State },
        { "subnet-id", g => g.SubnetId },
        { "vpc-id", g => g.VpcId },
    };

    public CreateNatGatewayResponse CreateNatGateway(
        string? subnetId,
        string? allocationId,
        string? connectivityType,
        string? privateIpAddress,
        string? availabilityMode,
        List<TagSpecification> tagSpecifications
    )
    {
        if (availabilityMode is not (null or "zonal"))
            throw AwsException.Unsupported("AvailabilityMode");
        var subnet = Net.Subnets.Get(subnetId ?? throw AwsException.Missing("subnetId"));
        var isPublic = connectivityType is null or "public";
        if (isPublic != allocationId is not null)
            throw isPublic ? AwsException.Missing("allocationId") : AwsException.Combination("A private NAT gateway takes no allocationId.");
        var address = allocationId is null ? null : Net.Addresses.Get(allocationId);
        if (address?.AssociationId is not null)
            throw new AwsException("Resource.AlreadyAssociated", $"Elastic IP address [{allocationId}] is already associated");
        TagStore.Check("natgateway", tagSpecifications);
        var id = Ids.Resource("nat");
        var card = NetworkInterfaces.AddManaged(World, Net, subnet, $"Interface for NAT Gateway {id}", "nat_gateway", [], privateIpAddress);
        if (address is not null)
            Addresses.Bind(World, Net, address, card);
        var gateway = new NatGateway
        {
            NatGatewayId = id,
            SubnetId = subnetId,
            VpcId = subnet.VpcId,
            State = "pending",
            CreateTime = World.Now,
            ConnectivityType = isPublic ? "public" : "private",
            AvailabilityMode = "zonal",
            Tags = Net.Tags.Born(id, "natgateway", tagSpecifications),
            NatGatewayAddresses =
            [
                new()
                {
                    AllocationId = allocationId,
                    AssociationId = address?.AssociationId,
                    NetworkInterfaceId = card.NetworkInterfaceId,
                    PrivateIp = card.PrivateIpAddress,
                    PublicIp = address?.PublicIp,
                    IsPrimary = true,
                    Status = "succeeded",
                },
            ],
        };
        Net.NatGateways.Add(id, gateway);
        World.After(Durations.NatGatewayAvailable, () => gateway.State = gateway.State == "pending" ? "available" : gateway.State);
        return new() { NatGateway = gateway };
    }

    public DescribeNatGatewaysResponse DescribeNatGateways(List<Filter> filter, List<string> natGatewayIds, int? maxResults, string? nextToken) =>
        new()
        {
            NatGateways = Filters.Apply(Net.NatGateways.Pick(natGatewayIds), filter).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    /// <summary>Deletes a gateway. It stays visible for an hour.</summary>
    public DeleteNatGatewayResponse DeleteNatGateway(string natGatewayId)
    {
        var gateway = Net.NatGateways.Get(natGatewayId);
        if (gateway.State is "deleting" or "deleted")
            return new() { NatGatewayId = natGatewayId };
        (gateway.State, gateway.DeleteTime) = ("deleting", World.Now);
        World.After(
            Durations.NatGatewayAvailable,
            () =>
            {
                gateway.State = "deleted";
                foreach (var used in gateway.NatGatewayAddresses)
                {
                    if (Net.Addresses.Find(used.AllocationId) is { } address)
                        Addresses.Unbind(Net, address);
                    NetworkInterfaces.Remove(Net, used.NetworkInterfaceId!);
                }

                World.Scheduler.After(
                    TimeSpan.FromHours(1),
                    () =>
                    {
                        Net.NatGateways.Remove(natGatewayId);
                        Net.Tags.Forget(natGatewayId);
                    }
                );
            }
        );
        return new() { NatGatewayId = natGatewayId };
    }
}
