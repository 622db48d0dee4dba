using System.Globalization;
using System.Text;
using EndpointHub.Lab.Packets.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Lab.Packets;

/// <summary>A landscape on which analyser and packets disagree, as text.</summary>
internal static class Report
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
        foreach (var line in Lines(landscape))
            text.Append("    ").Append(line).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<string> Lines(PacketLandscape landscape)
    {
        var network = landscape.Network;
        foreach (var question in landscape.Questions)
            yield return $"question {question.SpokeVpcId} -> {question.ServiceName} in {question.HubVpcId}, workload groups: {question.WorkloadSecurityGroupIds}";
        foreach (var vpc in network.Vpcs)
            yield return $"{vpc.Id} {vpc.Cidrs}";
        foreach (var subnet in network.Subnets)
            yield return $"{subnet.Id} {subnet.Cidr} in {subnet.AvailabilityZone} of {subnet.VpcId}";
        foreach (var peering in network.Peerings)
            yield return $"{peering.Id} {peering.Requester.VpcId} - {peering.Accepter.VpcId} {peering.State}";
        foreach (var attachment in network.TransitGatewayAttachments)
            yield return $"{attachment.Id} {attachment.TransitGatewayId} - {attachment.VpcId} {attachment.State} in {attachment.SubnetIds}, by {attachment.RouteTableId}";
        foreach (var table in network.TransitGatewayRouteTables)
            yield return $"{table.Id}: {string.Join("; ", table.Routes.Select(route => $"{route.Destination} -> {route.AttachmentId}{(route.IsPropagated ? " learnt" : "")}{(route.IsBlackhole ? " blackhole" : "")}"))}";
        foreach (var table in network.RouteTables)
            yield return $"{table.Id}{(table.IsMain ? " main" : "")} of {table.VpcId} for {table.SubnetIds}: {string.Join("; ", table.Routes.Select(route => $"{route.Destination} -> {route.Target}{(route.IsBlackhole ? " blackhole" : "")}"))}";
        foreach (var acl in network.NetworkAcls)
            yield return $"{acl.Id}{(acl.IsDefault ? " default" : "")} of {acl.VpcId} for {acl.SubnetIds}: {string.Join("; ", acl.Entries.OrderBy(entry => entry.IsEgress).ThenBy(entry => entry.RuleNumber).Select(entry => $"{(entry.IsEgress ? "out" : "in")} {entry.RuleNumber} {(entry.Allows ? "allow" : "deny")} {entry.Traffic} {entry.Cidr}"))}";
        foreach (var group in network.SecurityGroups)
            yield return $"{group.Id} of {group.VpcId}: in {string.Join("; ", group.Ingress.Select(rule => $"{rule.Traffic} {rule.Peer}"))}, out {string.Join("; ", group.Egress.Select(rule => $"{rule.Traffic} {rule.Peer}"))}";
        foreach (var list in network.PrefixLists)
            yield return $"{list.Id}: {list.Entries?.ToString() ?? "not read"}";
        foreach (var endpoint in network.Endpoints)
            yield return $"{endpoint.Id} {endpoint.Kind} {endpoint.ServiceName} of {endpoint.VpcId} {endpoint.State}: {endpoint.RouteTableIds}{string.Join("; ", endpoint.NetworkInterfaceIds.Select(id => network.NetworkInterfaces.Find(id)).OfType<NetworkInterface>().Select(nic => $"{nic.Address} in {nic.SubnetId} with {nic.SecurityGroupIds}"))}";
    }
}
