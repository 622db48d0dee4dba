using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// VPC Block Public Access. What is set for the Region applies to the VPCs and subnets that exist, and an exclusion changes it for a VPC or a subnet.
/// No packets are simulated, so it only shows in the descriptions of VPCs and subnets.
/// </summary>
internal sealed class BlockPublicAccess(Call call) : Handler(call)
{
    public ModifyVpcBlockPublicAccessOptionsResponse ModifyVpcBlockPublicAccessOptions(string internetGatewayBlockMode)
    {
        foreach (var vpc in Net.Vpcs.All)
            vpc.BlockPublicAccessStates = States(internetGatewayBlockMode);
        foreach (var subnet in Net.Subnets.All)
            subnet.BlockPublicAccessStates = States(internetGatewayBlockMode);
        return new()
        {
            VpcBlockPublicAccessOptions = new()
            {
                AwsAccountId = Account,
                AwsRegion = Net.Region,
                State = "update-complete",
                InternetGatewayBlockMode = internetGatewayBlockMode,
                LastUpdateTimestamp = World.Now,
                ManagedBy = "account",
                ExclusionsAllowed = "allowed",
            },
        };
    }

    public CreateVpcBlockPublicAccessExclusionResponse CreateVpcBlockPublicAccessExclusion(
        string? subnetId,
        string? vpcId,
        string internetGatewayExclusionMode
    )
    {
        if (subnetId is null == vpcId is null)
            throw new AwsException("InvalidParameterCombination", "Specify either a VPC or a subnet.");

        var mode = internetGatewayExclusionMode == "allow-egress" ? "block-ingress" : "off";
        if (vpcId is not null)
            Net.Vpcs.Get(vpcId).BlockPublicAccessStates = States(mode);
        foreach (var subnet in subnetId is null ? Net.Subnets.All.Where(s => s.VpcId == vpcId) : [Net.Subnets.Get(subnetId)])
            subnet.BlockPublicAccessStates = States(mode);
        return new()
        {
            VpcBlockPublicAccessExclusion = new()
            {
                ExclusionId = Ids.Resource("vpcbpa-exclude"),
                InternetGatewayExclusionMode = internetGatewayExclusionMode,
                ResourceArn = Arn(subnetId is null ? $"vpc/{vpcId}" : $"subnet/{subnetId}"),
                State = "create-complete",
                CreationTimestamp = World.Now,
                LastUpdateTimestamp = World.Now,
            },
        };
    }

    private static BlockPublicAccessStates States(string mode) => new() { InternetGatewayBlockMode = mode };
}
