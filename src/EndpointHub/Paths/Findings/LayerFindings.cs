using EndpointHub.Topology;
using static EndpointHub.Paths.FindingCode;

namespace EndpointHub.Paths;

/// <summary>What can be the matter between an image pull and its layers in S3, each in one place.</summary>
internal static class LayerFindings
{
    public static Finding NoGateway(RouteTable table, Vpc spoke) => new(
        S3GatewayMissing, table.Id,
        $"leads to no S3 gateway endpoint of {spoke.Id} and has no default route: image pulls stop at their layers.",
        Associate(table, spoke));

    public static Finding NotThroughGateway(RouteTable table, Vpc spoke, Route way) => new(
        S3NotThroughGateway, table.Id,
        $"leads to no S3 gateway endpoint of {spoke.Id}: image layers come through {way.Target}, by the gigabyte, while the endpoint is free.",
        Associate(table, spoke));

    public static Finding Bypassed(RouteTable table, Route narrower, Endpoint gateway) => new(
        S3RouteBypassed, table.Id,
        $"takes {narrower.Destination} to {narrower.Target}; where these addresses are S3's, they do not go through {gateway.Id}.",
        $"aws ec2 get-managed-prefix-list-entries for S3's list tells whether they are; then: aws ec2 delete-route --route-table-id {table.Id} --destination-cidr-block {narrower.Destination}");

    private static string Associate(RouteTable table, Vpc spoke) => $"Add-S3GatewayEndpoint -VpcId {spoke.Id} -RouteTableId {table.Id}";
}
