using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Egress-only internet gateways for IPv6. They are created in a VPC and deleted; they cannot be attached or detached.</summary>
internal sealed class EgressOnlyInternetGateways(Call call) : Handler(call)
{
    private static readonly FilterSet<EgressOnlyInternetGateway> Filters = new(g => g.Tags);

    public CreateEgressOnlyInternetGatewayResponse CreateEgressOnlyInternetGateway(string vpcId, List<TagSpecification> tagSpecifications)
    {
        _ = Net.Vpcs.Get(vpcId);
        TagStore.Check("egress-only-internet-gateway", tagSpecifications);
        var id = Ids.Resource("eigw");
        var gateway = new EgressOnlyInternetGateway
        {
            EgressOnlyInternetGatewayId = id,
            Attachments = [new() { VpcId = vpcId, State = "attached" }],
            Tags = Net.Tags.Born(id, "egress-only-internet-gateway", tagSpecifications),
        };
        Net.EgressOnlyInternetGateways.Add(id, gateway);
        return new() { EgressOnlyInternetGateway = gateway };
    }

    public DescribeEgressOnlyInternetGatewaysResponse DescribeEgressOnlyInternetGateways(
        List<Filter> filters,
        List<string> egressOnlyInternetGatewayIds,
        int? maxResults,
        string? nextToken
    ) =>
        new()
        {
            EgressOnlyInternetGateways = Filters
                .Apply(Net.EgressOnlyInternetGateways.Pick(egressOnlyInternetGatewayIds), filters)
                .Page(maxResults, nextToken, out var next, atMost: 255),
            NextToken = next,
        };

    public DeleteEgressOnlyInternetGatewayResponse DeleteEgressOnlyInternetGateway(string egressOnlyInternetGatewayId)
    {
        _ = Net.EgressOnlyInternetGateways.Get(egressOnlyInternetGatewayId);
        Net.EgressOnlyInternetGateways.Remove(egressOnlyInternetGatewayId);
        Net.Tags.Forget(egressOnlyInternetGatewayId);
        return new() { ReturnCode = true };
    }
}
