using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class InternetGateways(Call call) : Handler(call)
{
    private static readonly FilterSet<InternetGateway> Filters = new(g => g.Tags)
    {
        { "attachment.state", g => g.Attachments.Select(a => a.State) },
        { "attachment.vpc-id", g => g.Attachments.Select(a => a.VpcId) },
        { "internet-gateway-id", g => g.InternetGatewayId },
        { "owner-id", g => g.OwnerId },
    };

    public CreateInternetGatewayResponse CreateInternetGateway(List<TagSpecification> tagSpecifications)
    {
        TagStore.Check("internet-gateway", tagSpecifications);
        var id = Ids.Resource("igw");
        var gateway = new InternetGateway
        {
            InternetGatewayId = id,
            OwnerId = Account,
            Tags = Net.Tags.Born(id, "internet-gateway", tagSpecifications),
        };
        Net.InternetGateways.Add(id, gateway);
        return new() { InternetGateway = gateway };
    }

    public DescribeInternetGatewaysResponse DescribeInternetGateways(
        List<Filter> filters,
        List<string> internetGatewayIds,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            InternetGateways = Filters.Apply(Net.InternetGateways.Pick(internetGatewayIds), filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public void AttachInternetGateway(string internetGatewayId, string vpcId)
    {
        var gateway = Net.InternetGateways.Get(internetGatewayId);
        _ = Net.Vpcs.Get(vpcId);
        if (gateway.Attachments.Count > 0)
        {
            throw new AwsException(
                "Resource.AlreadyAssociated",
                $"resource {internetGatewayId} is already attached to network {gateway.Attachments[0].VpcId}"
            );
        }

        if (Net.InternetGateways.All.Any(g => g.Attachments.Exists(a => a.VpcId == vpcId)))
            throw new AwsException("InvalidParameterValue", $"Network {vpcId} already has an internet gateway attached");
        gateway.Attachments.Add(new() { VpcId = vpcId, State = "available" });
    }

    public void DetachInternetGateway(string internetGatewayId, string vpcId)
    {
        var gateway = Net.InternetGateways.Get(internetGatewayId);
        if (!gateway.Attachments.Exists(a => a.VpcId == vpcId))
            throw new AwsException("Gateway.NotAttached", $"resource {internetGatewayId} is not attached to network {vpcId}");
        if (Net.Interfaces.All.Any(i => i.VpcId == vpcId && i.PrivateIpAddresses.Exists(a => a.Association is not null)))
        {
            throw new AwsException(
                "DependencyViolation",
                $"Network {vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."
            );
        }

        gateway.Attachments.RemoveAll(a => a.VpcId == vpcId);
    }

    public void DeleteInternetGateway(string internetGatewayId)
    {
        if (Net.InternetGateways.Get(internetGatewayId).Attachments.Count > 0)
            throw new AwsException("DependencyViolation", $"The internetGateway '{internetGatewayId}' has dependencies and cannot be deleted.");
        Net.InternetGateways.Remove(internetGatewayId);
        Net.Tags.Forget(internetGatewayId);
    }
}
