using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Topology;

public sealed class EndpointOwnersTests
{
    [Theory]
    [InlineData("aws:cloudformation:stack-name", "network-prod", EndpointOwner.CloudFormation)]
    [InlineData("aws:cloudformation:stack-name", "StackSet-AWSControlTowerBP-VPC-ACCOUNT-FACTORY-V1-0a1b", EndpointOwner.ControlTower)]
    [InlineData("aws-control-tower", "managed-by-control-tower", EndpointOwner.ControlTower)]
    [InlineData("aws-cdk:path", "Stack/Vpc/Kms", EndpointOwner.Cdk)]
    [InlineData("ManagedBy", "Terraform", EndpointOwner.Terraform)]
    [InlineData("managed-by", "terraform/network/prod", EndpointOwner.Terraform)]
    [InlineData("managed_by", "opentofu", EndpointOwner.Terraform)]
    [InlineData("Provisioner", "terragrunt", EndpointOwner.Terraform)]
    [InlineData("Terraform", "true", EndpointOwner.Terraform)]
    [InlineData("IaC", "Pulumi", EndpointOwner.Pulumi)]
    [InlineData("ManagedBy", "AWS CDK", EndpointOwner.Cdk)]
    [InlineData("ManagedBy", "CloudFormation", EndpointOwner.CloudFormation)]
    [InlineData("kubernetes.io/cluster/prod", "owned", EndpointOwner.Eks)]
    [InlineData("alpha.eksctl.io/cluster-name", "prod", EndpointOwner.Eks)]
    [InlineData("aws:eks:cluster-name", "prod", EndpointOwner.Eks)]
    [InlineData("crossplane-kind", "vpcendpoint.ec2.aws.upbound.io", EndpointOwner.Kubernetes)]
    [InlineData("services.k8s.aws/controller-version", "ec2-v1", EndpointOwner.Kubernetes)]
    [InlineData("kubernetes.io/cluster/prod", "shared", null)]
    [InlineData("Terraform", "false", null)]
    [InlineData("ManagedBy", "platform-team", null)]
    [InlineData("ManagedBy", "terraformers", null)]
    [InlineData("Name", "terraform", null)]
    [InlineData("Note", "imported from CloudFormation", null)]
    [InlineData("eks", "prod", null)]
    public void An_owner_is_found_by_a_tag_that_tells_it(string key, string value, EndpointOwner? owner) =>
        Assert.Equal(owner, EndpointOwners.OwnerOf(Tagged(new Tag("Name", "kms"), new Tag(key, value)))?.Owner);

    [Fact]
    public void A_stack_of_another_tool_belongs_to_that_tool()
    {
        var stack = new Tag("aws:cloudformation:stack-name", "eksctl-prod-cluster");

        Assert.Equal(EndpointOwner.Eks, EndpointOwners.OwnerOf(Tagged(stack, new Tag("alpha.eksctl.io/cluster-name", "prod")))?.Owner);
        Assert.Equal(EndpointOwner.Cdk, EndpointOwners.OwnerOf(Tagged(stack, new Tag("aws-cdk:path", "App/Kms")))?.Owner);
        Assert.True(new[] { EndpointOwner.CloudFormation }.Includes(EndpointOwner.Cdk));
        Assert.False(new[] { EndpointOwner.CloudFormation }.Includes(EndpointOwner.ControlTower));
    }

    private static Endpoint Tagged(params Tag[] tags) =>
        Landscape.Seed(ValueList.Of("kms")).Endpoints["vpce-dev-kms"] with
        {
            Tags = tags.ToValueList(),
        };
}
