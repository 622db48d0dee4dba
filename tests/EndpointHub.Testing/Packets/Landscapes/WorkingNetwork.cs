using EndpointHub.Paths.Index;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>
/// A working hub with spokes in one of many forms: blocks and subnets of several sizes, main and
/// explicit route tables, wide and specific routes, and different forms of ACLs and security groups.
/// </summary>
internal static class WorkingNetwork
{
    private static readonly string[] HubBlocks = ["10.255.0.0/16", "172.31.0.0/20", "100.64.0.0/16"];
    private static readonly string[] Services = ["ecr.dkr", "ecr.dkr", "ecr.api", "ssm", "ssm", "logs", "kms", "cassandra", "email-smtp"];

    public static void Build(LandscapeBuilder builder)
    {
        WorkingVpcs.Add(builder, "hub", [Cidr.Parse(builder.Pick(HubBlocks))]);
        var spokes = 1 + builder.Below(3);
        for (var i = 1; i <= spokes; i++)
        {
            List<Cidr> blocks = [Cidr.Parse($"10.{1 + i}.0.0/16")];
            if (builder.Chance(25))
                blocks.Add(Cidr.Parse($"192.168.{i}.0/24"));
            WorkingVpcs.Add(builder, $"s{i}", blocks);
        }

        var hub = builder.Network.Vpcs[LandscapeBuilder.Hub];
        foreach (var spoke in builder.Spokes.ToList())
        {
            WorkingRoutes.Connect(builder, spoke, hub);
            if (builder.Chance(40))
                WorkingRules.AddWorkloadGroup(builder, spoke);
        }

        var services = Enumerable
            .Range(0, 1 + builder.Below(2))
            .Select(_ => FullName(builder.Pick(Services)))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var service in services)
        {
            WorkingEndpoints.Add(builder, LandscapeBuilder.Hub, service, WorkingRules.Admitting(builder, service));
            builder.Questions.AddRange(builder.Spokes.Select(spoke => About(builder, spoke.Id, LandscapeBuilder.Hub, service)));
        }

        foreach (var spoke in builder.Spokes.Where(_ => builder.Chance(30)).ToList())
        {
            var service = FullName("sts");
            WorkingEndpoints.Add(builder, spoke.Id, service, spoke.Cidrs.Select(block => new SecurityRule(Traffic.Tcp(443), RulePeer.From(block))));
            builder.Questions.Add(About(builder, spoke.Id, spoke.Id, service));
        }

        foreach (var spoke in builder.Spokes.Where(spoke => WorkingRules.IsPeered(builder, spoke.Id) && builder.Chance(25)).ToList())
            WorkingRules.AllowEgressByGroup(builder, spoke);
        foreach (var spoke in builder.Spokes.ToList())
            WorkingLayers.Add(builder, spoke);
        foreach (var subnet in builder.Network.Subnets.Where(_ => builder.Chance(35)).ToList())
            builder.Put(WorkingAcls.For(builder, subnet));
    }

    public static string FullName(string service) => $"com.amazonaws.{LandscapeBuilder.Tokyo.Region}.{service}";

    public static string Short(string vpcId) => vpcId["vpc-".Length..];

    private static PathQuestion About(LandscapeBuilder builder, string spokeId, string hubId, string service) =>
        new(spokeId, hubId, service)
        {
            WorkloadSecurityGroupIds = builder
                .Network.SecurityGroups.Select(group => group.Id)
                .Where(id => id.StartsWith($"sg-{Short(spokeId)}-work", StringComparison.Ordinal))
                .ToValueList(),
        };
}
