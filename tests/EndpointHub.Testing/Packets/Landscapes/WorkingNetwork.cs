using EndpointHub.Paths.Index;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets.Landscapes;

/// <summary>
/// A hub that serves its spokes as it should, in one of the many forms that such a thing has: blocks and subnets of several sizes, main and
/// explicit route tables, routes wide and narrow, ACLs and groups written this way and that.
/// </summary>
internal static class WorkingNetwork
{
    private static readonly string[] HubBlocks = ["10.255.0.0/16", "172.31.0.0/20", "100.64.0.0/16"];
    private static readonly string[] Services = ["ecr.dkr", "ecr.dkr", "ecr.api", "ssm", "ssm", "logs", "kms", "cassandra", "email-smtp"];

    public static void Build(Draft draft)
    {
        WorkingVpcs.Add(draft, "hub", [Cidr.Parse(draft.Pick(HubBlocks))]);
        var spokes = 1 + draft.Below(3);
        for (var i = 1; i <= spokes; i++)
        {
            List<Cidr> blocks = [Cidr.Parse($"10.{1 + i}.0.0/16")];
            if (draft.Chance(25))
                blocks.Add(Cidr.Parse($"192.168.{i}.0/24"));
            WorkingVpcs.Add(draft, $"s{i}", blocks);
        }

        var hub = draft.Network.Vpcs[Draft.Hub];
        foreach (var spoke in draft.Spokes.ToList())
        {
            WorkingWays.Connect(draft, spoke, hub);
            if (draft.Chance(40))
                WorkingRules.AddWorkloadGroup(draft, spoke);
        }

        var services = Enumerable.Range(0, 1 + draft.Below(2)).Select(_ => FullName(draft.Pick(Services))).Distinct(StringComparer.Ordinal).ToList();
        foreach (var service in services)
        {
            WorkingEndpoints.Add(draft, Draft.Hub, service, WorkingRules.Admitting(draft, service));
            draft.Questions.AddRange(draft.Spokes.Select(spoke => About(draft, spoke.Id, Draft.Hub, service)));
        }

        foreach (var spoke in draft.Spokes.Where(_ => draft.Chance(30)).ToList())
        {
            var service = FullName("sts");
            WorkingEndpoints.Add(draft, spoke.Id, service, spoke.Cidrs.Select(block => new SecurityRule(Traffic.Tcp(443), RulePeer.From(block))));
            draft.Questions.Add(About(draft, spoke.Id, spoke.Id, service));
        }

        foreach (var spoke in draft.Spokes.Where(spoke => WorkingRules.IsPeered(draft, spoke.Id) && draft.Chance(25)).ToList())
            WorkingRules.LetOutByGroup(draft, spoke);
        foreach (var spoke in draft.Spokes.ToList())
            WorkingLayers.Add(draft, spoke);
        foreach (var subnet in draft.Network.Subnets.Where(_ => draft.Chance(35)).ToList())
            draft.Put(WorkingAcls.For(draft, subnet));
    }

    public static string FullName(string service) => $"com.amazonaws.{Draft.Tokyo.Region}.{service}";

    public static string Short(string vpcId) => vpcId["vpc-".Length..];

    private static PathQuestion About(Draft draft, string spokeId, string hubId, string service) => new(spokeId, hubId, service)
    {
        WorkloadSecurityGroupIds = draft.Network.SecurityGroups.Select(group => group.Id)
            .Where(id => id.StartsWith($"sg-{Short(spokeId)}-work", StringComparison.Ordinal)).ToValueList(),
    };

}
