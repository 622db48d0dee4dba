using System.Globalization;
using System.Text;
using EndpointHub.Testing.Packets.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Testing.Packets;

/// <summary>A landscape with a disagreement between path test and packets, as text.</summary>
internal static class DisagreementReport
{
    public static async Task<string> OfSmallestAsync(int seed, PacketLandscape landscape)
    {
        var (smallest, disagreements) = await Shrinking.OfAsync(landscape);
        return Of(seed, smallest, disagreements);
    }

    public static string Of(int seed, PacketLandscape landscape, IEnumerable<string> disagreements)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"seed {seed}:\n");
        foreach (var disagreement in disagreements)
            text.Append("  ").Append(disagreement).Append('\n');
        var network = landscape.Network;
        foreach (
            var line in new[] { Questions(landscape), Addressing(network), Ways(network), Filters(network), Endpoints(network) }.SelectMany(lines =>
                lines
            )
        )
        {
            text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Questions(PacketLandscape landscape) =>
        landscape.Questions.Select(question =>
            $"question {question.SpokeVpcId} -> {question.ServiceName} in {question.HubVpcId}, workload groups: {question.WorkloadSecurityGroupIds}"
        );

    private static IEnumerable<string> Addressing(NetworkSnapshot network) =>
        [
            .. network.Vpcs.Select(vpc => $"{vpc.Id} {vpc.Cidrs}"),
            .. network.Subnets.Select(subnet => $"{subnet.Id} {subnet.Cidr} in {subnet.AvailabilityZone} of {subnet.VpcId}"),
            .. network.PrefixLists.Select(list => $"{list.Id}: {list.Entries?.ToString() ?? "not read"}"),
        ];

    private static IEnumerable<string> Ways(NetworkSnapshot network) =>
        [
            .. network.Peerings.Select(peering => $"{peering.Id} {peering.Requester.VpcId} - {peering.Accepter.VpcId} {peering.State}"),
            .. network.RouteTables.Select(table =>
                $"{table.Id}{(table.IsMain ? " main" : "")} of {table.VpcId} for {table.SubnetIds}: {Listed(table.Routes.Select(
            route => $"{route.Destination} -> {route.Target}{(route.IsPropagated ? " learnt" : "")}{(route.IsBlackhole ? " blackhole" : "")}"))}"
            ),
            .. network.TransitGatewayAttachments.Select(attachment =>
                $"{attachment.Id} {attachment.TransitGatewayId} - {attachment.VpcId} {attachment.State} in {attachment.SubnetIds}, by {attachment.RouteTableId}"
            ),
            .. network.TransitGatewayRouteTables.Select(table =>
                $"{table.Id}: {Listed(table.Routes.Select(
            route => $"{route.Destination} -> {route.AttachmentId}{(route.IsPropagated ? " learnt" : "")}{(route.IsBlackhole ? " blackhole" : "")}"))}"
            ),
        ];

    private static IEnumerable<string> Filters(NetworkSnapshot network) =>
        [
            .. network.NetworkAcls.Select(acl =>
                $"{acl.Id}{(acl.IsDefault ? " default" : "")} of {acl.VpcId} for {acl.SubnetIds}: {Listed(
            acl.Entries.OrderBy(entry => entry.IsEgress).ThenBy(entry => entry.RuleNumber).Select(
                entry => $"{(entry.IsEgress ? "out" : "in")} {entry.RuleNumber} {(entry.Allows ? "allow" : "deny")} {entry.Traffic} {entry.Cidr}"))}"
            ),
            .. network.SecurityGroups.Select(group => $"{group.Id} of {group.VpcId}: in {Rules(group.Ingress)}, out {Rules(group.Egress)}"),
        ];

    private static IEnumerable<string> Endpoints(NetworkSnapshot network) =>
        network.Endpoints.Select(endpoint =>
            $"{endpoint.Id} {endpoint.Kind} {endpoint.ServiceName} of {endpoint.VpcId} {endpoint.State}: {endpoint.RouteTableIds}{Listed(
            endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces.Find(id)).OfType<NetworkInterface>().Select(
                nic => $"{nic.Address} in {nic.SubnetId} with {nic.SecurityGroupIds}"))}"
        );

    private static string Rules(IEnumerable<SecurityRule> rules) => Listed(rules.Select(rule => $"{rule.Traffic} {rule.Peer}"));

    private static string Listed(IEnumerable<string> items) => string.Join("; ", items);
}
