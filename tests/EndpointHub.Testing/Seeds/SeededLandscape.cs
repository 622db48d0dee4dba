using Amazon.EC2;
using Amazon.EC2.Model;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.Testing.Seeds;

/// <summary>
/// A realistic landscape: a VPC for the hub, and spokes with their own endpoints, main or explicit route tables, with
/// or without secondary blocks. Sometimes a part of the migration is already done.
/// </summary>
internal sealed record SeededLandscape(string HubVpcId, ValueList<string> HubSubnetIds, ValueList<SeededSpoke> Spokes, ValueList<string> Services)
{
    private static readonly string[] AllServices = ["ecr.dkr", "ecr.api", "logs", "kms", "ssm"];

    private static readonly string[] Zones = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"];

    public static async Task<SeededLandscape> BuildAsync(SimulatedAws aws)
    {
        using var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, aws.Direct, CancellationToken.None);
        var random = aws.Random;
        var ec2 = access.Spoke.Ec2;
        var services = AllServices.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToValueList();
        var (hub, hubSubnets) = await VpcAsync(ec2, random, "10.255.0.0/16", secondary: null, random.Next(1, 4));
        var spokes = new List<SeededSpoke>();
        for (var i = 0; i < random.Next(1, 4); i++)
        {
            var (vpc, subnets) = await VpcAsync(
                ec2,
                random,
                $"10.{2 + i}.0.0/16",
                random.Next(4) == 0 ? $"100.64.{i}.0/24" : null,
                random.Next(1, 4)
            );
            var own = new List<string>();
            foreach (var service in services.Where(_ => random.Next(5) > 0))
            {
                own.Add(await OwnEndpointAsync(ec2, vpc, [.. subnets.Take(random.Next(1, subnets.Count + 1))], service));
            }

            spokes.Add(new SeededSpoke(vpc, own.ToValueList()));
            if (random.Next(5) == 0)
                await PeerAsync(aws, ec2, vpc, hub, accept: random.Next(2) == 0);
        }

        // All asynchronous changes complete before the migration begins.
        await aws.Clock.DelayAsync(TimeSpan.FromMinutes(10), CancellationToken.None);
        return new SeededLandscape(hub, hubSubnets.Take(random.Next(1, hubSubnets.Count + 1)).ToValueList(), spokes.ToValueList(), services);
    }

    private static async Task<(string VpcId, IReadOnlyList<string> SubnetIds)> VpcAsync(
        IAmazonEC2 ec2,
        Random random,
        string cidr,
        string? secondary,
        int zones
    )
    {
        var vpc = (await ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = cidr })).Vpc!.VpcId!;
        await ec2.ModifyVpcAttributeAsync(new ModifyVpcAttributeRequest { VpcId = vpc, EnableDnsHostnames = true });
        if (secondary is not null)
            await ec2.AssociateVpcCidrBlockAsync(new AssociateVpcCidrBlockRequest { VpcId = vpc, CidrBlock = secondary });

        var subnets = new List<string>();
        for (var i = 0; i < zones; i++)
        {
            var block = cidr.Replace(".0.0/16", $".{i + 1}.0/24", StringComparison.Ordinal);
            var subnet = (
                await ec2.CreateSubnetAsync(
                    new CreateSubnetRequest
                    {
                        VpcId = vpc,
                        CidrBlock = block,
                        AvailabilityZone = Zones[i],
                    }
                )
            ).Subnet!.SubnetId!;
            subnets.Add(subnet);
            if (random.Next(2) == 0)
                continue;
            var table = (await ec2.CreateRouteTableAsync(new CreateRouteTableRequest { VpcId = vpc })).RouteTable!.RouteTableId;
            await ec2.AssociateRouteTableAsync(new AssociateRouteTableRequest { RouteTableId = table, SubnetId = subnet });
        }

        return (vpc, subnets);
    }

    private static async Task<string> OwnEndpointAsync(IAmazonEC2 ec2, string vpc, List<string> subnets, string service)
    {
        var answer = await ec2.CreateVpcEndpointAsync(
            new CreateVpcEndpointRequest
            {
                VpcId = vpc,
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = $"com.amazonaws.{SimulatedAws.Region}.{service}",
                SubnetIds = subnets,
                PrivateDnsEnabled = true,
            }
        );
        return answer.VpcEndpoint!.VpcEndpointId!;
    }

    private static async Task PeerAsync(SimulatedAws aws, IAmazonEC2 ec2, string spoke, string hub, bool accept)
    {
        var answer = await ec2.CreateVpcPeeringConnectionAsync(new CreateVpcPeeringConnectionRequest { VpcId = spoke, PeerVpcId = hub });
        if (!accept)
            return;
        await aws.Clock.DelayAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await ec2.AcceptVpcPeeringConnectionAsync(
            new AcceptVpcPeeringConnectionRequest { VpcPeeringConnectionId = answer.VpcPeeringConnection!.VpcPeeringConnectionId }
        );
    }
}

/// <summary>A spoke before the migration.</summary>
internal sealed record SeededSpoke(string VpcId, ValueList<string> OwnEndpointIds);
