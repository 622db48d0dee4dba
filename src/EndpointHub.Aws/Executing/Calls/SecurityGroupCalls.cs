using Amazon.EC2;
using Amazon.Runtime;
using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Reading;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.Aws.Executing.Calls;

/// <summary>The calls for security groups and their rules.</summary>
internal static class SecurityGroupCalls
{
    public static async Task CreateAsync(CreateSecurityGroup step, StepCall call)
    {
        try
        {
            var answer = await call.Apis.Ec2.CreateSecurityGroupAsync(
                new Ec2.CreateSecurityGroupRequest
                {
                    VpcId = step.VpcId,
                    GroupName = step.Name,
                    Description = step.GroupDescription,
                    TagSpecifications = Tagging.Of(ResourceType.SecurityGroup, step.Tags),
                },
                call.CancellationToken
            );
            call.Created = answer.GroupId;
        }
        catch (AmazonServiceException refused) when (refused.ErrorCode == "InvalidGroup.Duplicate")
        {
            // Another run, or an earlier attempt whose response was lost, may have created it. A group of the same name of no hub is foreign.
            var present = await call.FindAsync(
                Pace.Visible,
                async () =>
                    (await SecurityGroupReader.ReadAsync(call.Apis, [step.VpcId], call.CancellationToken)).FirstOrDefault(group =>
                        group.Name == step.Name
                    )
            );
            if (present is null || !Tagging.IsOf(present, step.Tags))
                throw;
            call.Created = present.Id;
        }
    }

    public static async Task DeleteAsync(DeleteSecurityGroup step, StepCall call)
    {
        try
        {
            await call.WhileRefusedAsync(
                Pace.Dependents,
                ["DependencyViolation"],
                () =>
                    call.Apis.Ec2.DeleteSecurityGroupAsync(
                        new Ec2.DeleteSecurityGroupRequest { GroupId = step.SecurityGroupId },
                        call.CancellationToken
                    )
            );
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode == "InvalidGroup.NotFound")
        {
            // The resource is deleted already.
        }
    }

    public static async Task AllowAsync(AllowIngress step, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.AuthorizeSecurityGroupIngressAsync(
                new Ec2.AuthorizeSecurityGroupIngressRequest { GroupId = step.SecurityGroupId, IpPermissions = [Permission(step.Rule)] },
                call.CancellationToken
            );
        }
        catch (AmazonServiceException duplicate) when (duplicate.ErrorCode == "InvalidPermission.Duplicate")
        {
            // The rule exists already. AWS compares rules without their descriptions.
        }
    }

    public static async Task RevokeAsync(RevokeIngress step, StepCall call)
    {
        try
        {
            await call.Apis.Ec2.RevokeSecurityGroupIngressAsync(
                new Ec2.RevokeSecurityGroupIngressRequest { GroupId = step.SecurityGroupId, IpPermissions = [Permission(step.Rule)] },
                call.CancellationToken
            );
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode == "InvalidPermission.NotFound")
        {
            // The resource is deleted already.
        }
    }

    private static Ec2.IpPermission Permission(SecurityRule rule) =>
        new()
        {
            IpProtocol = rule.Traffic.Protocol,
            FromPort = rule.Traffic.FromPort,
            ToPort = rule.Traffic.ToPort,
            Ipv4Ranges = rule.Peer.Cidr is { } cidr ? [new Ec2.IpRange { CidrIp = cidr.ToString(), Description = rule.Description }] : null,
            UserIdGroupPairs = rule.Peer.GroupId is { } group ? [new Ec2.UserIdGroupPair { GroupId = group, Description = rule.Description }] : null,
            PrefixListIds = rule.Peer.PrefixListId is { } list ? [new Ec2.PrefixListId { Id = list, Description = rule.Description }] : null,
        };
}
