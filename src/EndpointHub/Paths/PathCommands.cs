using EndpointHub.Paths.Index;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths;

/// <summary>
/// Completes the commands of findings with the region of the resource, the profile and the hub: the code that creates a finding does not know them.
/// </summary>
internal sealed class PathCommands(PathIndex index, PathQuestion question)
{
    private readonly Dictionary<Finding, Finding> _completed = [];
    private readonly Lazy<string?> _hubName = new(() =>
        TestedNames.HubNameOf(index.Snapshot.Endpoints.Where(endpoint => endpoint.VpcId == question.HubVpcId))
    );

    public NamePath Complete(NamePath name) => Complete(name.Hops) is { } hops ? name with { Hops = hops } : name;

    public SubnetPath Complete(SubnetPath subnet)
    {
        var addresses = subnet.Addresses;
        if (addresses.Any(address => address.Hops.Any(NeedsCommand)))
            addresses = addresses.Each(address => Complete(address.Hops) is { } hops ? address with { Hops = hops } : address);
        return Complete(subnet.LayerHops) is { } layerHops ? subnet with { Addresses = addresses, LayerHops = layerHops }
            : ReferenceEquals(addresses, subnet.Addresses) ? subnet
            : subnet with { Addresses = addresses };
    }

    public Finding Complete(Finding finding)
    {
        if (finding.CommandLine is not { } command)
            return finding;
        if (_completed.TryGetValue(finding, out var known))
            return known;

        var completed = finding with
        {
            CommandLine = command.In(RegionOf(finding.Resource), question.ProfileName, command.NeedsHub ? _hubName.Value : null),
        };
        _completed.Add(finding, completed);
        return completed;
    }

    private static bool NeedsCommand(PathHop hop) => hop.Finding?.CommandLine is not null;

    // A fleet has millions of hops, and most of them have no finding: these are not copied.
    private ValueList<PathHop>? Complete(ValueList<PathHop> hops) =>
        hops.Any(NeedsCommand)
            ? hops.Each(hop => hop.Finding is { CommandLine: not null } finding ? hop with { Finding = Complete(finding) } : hop)
            : null;

    private string RegionOf(string resource)
    {
        var network = index.Snapshot;
        var vpcId =
            network.Subnets.Find(resource)?.VpcId
            ?? network.RouteTables.Find(resource)?.VpcId
            ?? network.SecurityGroups.Find(resource)?.VpcId
            ?? network.NetworkAcls.Find(resource)?.VpcId
            ?? network.Endpoints.Find(resource)?.VpcId
            ?? network.TransitGatewayAttachments.Find(resource)?.VpcId
            ?? resource;
        return (network.Vpcs.Find(vpcId) ?? network.Vpcs[question.SpokeVpcId]).Location.Region;
    }
}
