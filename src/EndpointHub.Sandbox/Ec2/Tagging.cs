using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

internal sealed class Tagging(Call call) : Handler(call)
{
    private static readonly FilterSet<TagDescription> Filters = new()
    {
        { "key", t => t.Key },
        { "resource-id", t => t.ResourceId },
        { "resource-type", t => t.ResourceType },
        { "value", t => t.Value },
    };

    // The prefix of an id determines the resource type.
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["vpc"] = "vpc",
        ["subnet"] = "subnet",
        ["rtb"] = "route-table",
        ["sg"] = "security-group",
        ["sgr"] = "security-group-rule",
        ["acl"] = "network-acl",
        ["eni"] = "network-interface",
        ["vpce"] = "vpc-endpoint",
        ["pcx"] = "vpc-peering-connection",
        ["igw"] = "internet-gateway",
        ["nat"] = "natgateway",
        ["eipalloc"] = "elastic-ip",
        ["eigw"] = "egress-only-internet-gateway",
        ["dopt"] = "dhcp-options",
        ["pl"] = "prefix-list",
        ["tgw"] = "transit-gateway",
        ["tgw-attach"] = "transit-gateway-attachment",
        ["tgw-rtb"] = "transit-gateway-route-table",
    };

    public void CreateTags(List<string> resources, List<Tag> tags)
    {
        Check(resources);
        foreach (var id in resources)
            Net.Tags.CheckCanSet(id, tags);
        foreach (var id in resources)
            Net.Tags.Set(id, tags);
    }

    public void DeleteTags(List<string> resources, List<Tag> tags)
    {
        Check(resources);
        foreach (var id in resources)
            Net.Tags.Unset(id, tags);
    }

    public DescribeTagsResponse DescribeTags(List<Filter> filters, int? maxResults, string? nextToken)
    {
        var tags = Net
            .Tags.All.Select(t => new TagDescription
            {
                ResourceId = t.Id,
                ResourceType = Types[t.Id[..t.Id.LastIndexOf('-')]],
                Key = t.Tag.Key,
                Value = t.Tag.Value,
            })
            .ToList();
        return new() { Tags = Filters.Apply(tags, filters).Page(maxResults, nextToken, out var next), NextToken = next };
    }

    private void Check(List<string> resources)
    {
        foreach (var id in resources)
        {
            if (World.Peerings.Has(id) || World.TransitGateways.Has(id) || World.TransitGatewayAttachments.Has(id))
                continue;
            var table = Net.TableOf(id) ?? throw new AwsException("InvalidID", $"The ID '{id}' is not valid");
            if (!table.Has(id))
                throw table.NotFound(id);
        }
    }
}
