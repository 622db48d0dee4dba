using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>
/// VPC Encryption Controls, which show in the description of a VPC. Which resources they refuse is not documented, so they refuse none.
/// </summary>
internal sealed class EncryptionControls(Call call) : Handler(call)
{
    public CreateVpcEncryptionControlResponse CreateVpcEncryptionControl(string vpcId, List<TagSpecification> tagSpecifications)
    {
        var vpc = Net.Vpcs.Get(vpcId);
        TagStore.Check("vpc-encryption-control", tagSpecifications);
        var id = Ids.Resource("vpcec");
        vpc.EncryptionControl = new()
        {
            VpcId = vpcId,
            VpcEncryptionControlId = id,
            Mode = "monitor",
            State = "available",
            Tags = Net.Tags.Born(id, "vpc-encryption-control", tagSpecifications),
        };
        return new() { VpcEncryptionControl = vpc.EncryptionControl };
    }

    public ModifyVpcEncryptionControlResponse ModifyVpcEncryptionControl(string vpcEncryptionControlId, string? mode, string? vpcPeeringExclusion)
    {
        var control =
            Net.Vpcs.All.Select(vpc => vpc.EncryptionControl).FirstOrDefault(control => control?.VpcEncryptionControlId == vpcEncryptionControlId)
            ?? throw new AwsException(
                "InvalidVpcEncryptionControlId.NotFound",
                $"The vpcEncryptionControl ID '{vpcEncryptionControlId}' does not exist"
            );
        control.Mode = mode ?? control.Mode;
        if (vpcPeeringExclusion is not null)
        {
            control.ResourceExclusions ??= new();
            control.ResourceExclusions.VpcPeering = new() { State = vpcPeeringExclusion == "enable" ? "enabled" : "disabled" };
        }

        return new() { VpcEncryptionControl = control };
    }
}
