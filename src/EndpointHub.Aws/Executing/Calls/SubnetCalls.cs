using Amazon.EC2;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Reading;
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
            // Another run, or an earlier attempt whose response was lost, may have created it. A subnet of the same block of no hub is foreign.
            var present = await call.FindAsync(
                Pace.Visible,
                async () =>
                    (await SubnetReader.ReadAsync(call.Apis, [step.VpcId], call.CancellationToken)).Subnets.FirstOrDefault(subnet =>
                        subnet.Cidr.Overlaps(step.Cidr)
                    )
            );
            if (present?.Cidr != step.Cidr || !Tagging.IsOf(present, step.Tags))
                throw;
            call.Created = present.Id;
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
