using Amazon.EC2;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Paths;
using EndpointHub.Topology;
using Ec2 = Amazon.EC2.Model;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Reads what the VPC itself allows: DNS64, VPC Block Public Access and VPC Encryption Controls.</summary>
public sealed class NetworkControlsReadingTests
{
    [Fact]
    public void Dns64_of_a_subnet_with_ipv6_leaves_its_path_unknown() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "kms"));
            var moved = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();
            var ec2 = aws.Access.Spoke.Ec2;
            var subnet = aws.SubnetsOf("dev")[0];
            await ec2.ModifySubnetAttributeAsync(new() { SubnetId = subnet, EnableDns64 = true });

            var withoutIpv6 = await TestAsync(aws, moved);
            await ec2.AssociateVpcCidrBlockAsync(new() { VpcId = aws.Vpc("dev"), AmazonProvidedIpv6CidrBlock = true });
            aws.Sandbox.Settle();
            var vpc = (await ec2.DescribeVpcsAsync(new Ec2.DescribeVpcsRequest { VpcIds = [aws.Vpc("dev")] })).Vpcs[0];
            var block = vpc.Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock.Replace("/56", "/64", StringComparison.Ordinal);
            await ec2.AssociateSubnetCidrBlockAsync(new() { SubnetId = subnet, Ipv6CidrBlock = block });
            aws.Sandbox.Settle();
            var withIpv6 = await TestAsync(aws, moved);

            Assert.Equal(PathVerdict.Reachable, withoutIpv6.Verdict);
            Assert.Equal(PathVerdict.Unknown, withIpv6.Verdict);
            Assert.Equal(subnet, withIpv6.Findings.Single(finding => finding.Code == FindingCode.ClientsNotFollowed).Resource);
        });

    [Fact]
    public void Blocked_public_access_and_its_exclusions_are_read_by_subnet() =>
        SimulatedAws.Run(async aws =>
        {
            var ec2 = aws.Access.Spoke.Ec2;
            var subnets = aws.SubnetsOf("dev");
            await ec2.ModifyVpcBlockPublicAccessOptionsAsync(new() { InternetGatewayBlockMode = InternetGatewayBlockMode.BlockBidirectional });
            await ec2.CreateVpcBlockPublicAccessExclusionAsync(
                new() { SubnetId = subnets[0], InternetGatewayExclusionMode = InternetGatewayExclusionMode.AllowEgress }
            );

            var network = await aws.ReadAllAsync();

            Assert.All(aws.Seed.Subnets, subnet => Assert.Equal(InternetBlock.None, subnet.InternetBlock));
            Assert.Equal(InternetBlock.Ingress, network.Subnets[subnets[0]].InternetBlock);
            Assert.Equal(InternetBlock.Bidirectional, network.Subnets[subnets[1]].InternetBlock);
        });

    [Theory]
    [InlineData("monitor", false, true)]
    [InlineData("enforce", false, false)]
    [InlineData("enforce", true, true)]
    public void A_spoke_that_enforces_encryption_is_connected_only_where_peering_is_excluded(string mode, bool isExcluded, bool connects) =>
        SimulatedAws.Run(async aws =>
        {
            var hub = (await aws.DoAsync(new NewHub(), aws.Hub("kms"))).Result<Hub>();
            var ec2 = aws.Access.Spoke.Ec2;
            var control = (await ec2.CreateVpcEncryptionControlAsync(new() { VpcId = aws.Vpc("dev") })).VpcEncryptionControl;
            await ec2.ModifyVpcEncryptionControlAsync(
                new()
                {
                    VpcEncryptionControlId = control.VpcEncryptionControlId,
                    Mode = mode,
                    VpcPeeringExclusion = isExcluded ? "enable" : "disable",
                }
            );

            var connected = await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub));

            Assert.Equal(connects ? [] : ["EncryptionEnforced"], connected.Failures.Select(failure => failure.Problem.Code));
        });

    [Theory]
    [InlineData("64:ff9b::/96", "nat-0a")]
    [InlineData("::/0", "nat-0a")]
    [InlineData("2001:db8::/32", null)]
    public void The_route_of_addresses_that_dns64_makes_is_read(string destination, string? target)
    {
        var table = Aws.Reading.RouteTableReader.Map(
            new Ec2.RouteTable
            {
                RouteTableId = "rtb-0a",
                VpcId = "vpc-0a",
                Routes = [new() { DestinationIpv6CidrBlock = destination, NatGatewayId = "nat-0a" }],
            }
        );

        Assert.Equal(target, table.Nat64Target);
        Assert.Empty(table.Routes);
    }

    private static async Task<EndpointPath> TestAsync(SimulatedAws aws, SpokeConnection spoke) =>
        (await aws.DoAsync(new TestPath(), new TestPathRequest { Spoke = SpokeReference.To(spoke) })).Result<EndpointPath>();
}
