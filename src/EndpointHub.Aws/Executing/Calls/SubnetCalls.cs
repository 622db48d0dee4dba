using Amazon.EC2;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Reading;
using EndpointHub.Hubs;
using EndpointHub.Planning.Steps;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls for subnets. EC2 has no client token for them.</summary>
internal static class SubnetCalls
{
    public static async Task CreateAsync(CreateSubnet step, StepCall call)
    {
        try
        {
            var answer = await call.Apis.Ec2.CreateSubnetAsync(
                new Ec2.CreateSubnetRequest
                {
                    VpcId = step.VpcId,
                    CidrBlock = step.Cidr.ToString(),
                    AvailabilityZone = step.AvailabilityZone,
                    TagSpecifications = Tagging.Of(ResourceType.Subnet, step.Tags),
                },
                call.CancellationToken
            );
            call.Created = answer.Subnet!.SubnetId;
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode == "InvalidSubnet.Conflict")
        {
            // An earlier attempt whose response was lost may have created it. A subnet of the same block without EndpointHub's tags is foreign.
            var present = await SubnetReader.ReadAsync(call.Apis, [step.VpcId], call.CancellationToken);
            call.Created = present.Subnets.FirstOrDefault(subnet => subnet.Cidr == step.Cidr && HubMark.Own(step.Tags).All(subnet.Tags.Contains))?.Id;
            if (call.Created is null)
                throw;
        }
    }

    public static async Task DeleteAsync(DeleteSubnet step, StepCall call)
    {
        try
        {
            await call.WhileRefusedAsync(
                Pace.Dependents,
                ["DependencyViolation"],
                () => call.Apis.Ec2.DeleteSubnetAsync(new Ec2.DeleteSubnetRequest { SubnetId = step.SubnetId }, call.CancellationToken)
            );
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode is "InvalidSubnetID.NotFound" or "InvalidSubnetId.NotFound")
        {
            // The resource is deleted already.
        }
    }
}
