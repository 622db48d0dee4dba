using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.State;
using EndpointHub.Sandbox.Wire.Ec2;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>DHCP option sets. A VPC is associated with one, or with <c>default</c>.</summary>
internal sealed class DhcpOptionSets(Call call) : Handler(call)
{
    private const string None = "default";

    private static readonly HashSet<string> Keys =
    [
        "domain-name-servers",
        "domain-name",
        "ntp-servers",
        "netbios-name-servers",
        "netbios-node-type",
        "ipv6-address-preferred-lease-time",
    ];

    private static readonly FilterSet<DhcpOptions> Filters = new(o => o.Tags)
    {
        { "dhcp-options-id", o => o.DhcpOptionsId },
        { "key", o => o.DhcpConfigurations.Select(c => c.Key) },
        { "owner-id", o => o.OwnerId },
        { "value", o => o.DhcpConfigurations.SelectMany(c => c.Values).Select(v => v.Value) },
    };

    public CreateDhcpOptionsResponse CreateDhcpOptions(List<NewDhcpConfiguration> dhcpConfigurations, List<TagSpecification> tagSpecifications)
    {
        if (dhcpConfigurations.Count == 0)
            throw AwsException.Missing("dhcpConfiguration");
        foreach (var configuration in dhcpConfigurations)
        {
            if (configuration.Key is null || !Keys.Contains(configuration.Key))
                throw AwsException.InvalidValue("dhcpConfiguration", configuration.Key, "Unknown DHCP option.");
            if (configuration.Values.Count == 0)
                throw AwsException.InvalidValue(configuration.Key, null, "An option needs a value.");
            if (configuration.Key.EndsWith("-servers", StringComparison.Ordinal) && configuration.Values.Count > 4)
                throw AwsException.InvalidValue(configuration.Key, string.Join(',', configuration.Values), "At most four servers may be given.");
        }

        TagStore.Check("dhcp-options", tagSpecifications);
        var id = Ids.Resource("dopt");
        var options = new DhcpOptions
        {
            DhcpOptionsId = id,
            OwnerId = Account,
            Tags = Net.Tags.Born(id, "dhcp-options", tagSpecifications),
            DhcpConfigurations =
            [
                .. dhcpConfigurations.Select(c => new DhcpConfiguration
                {
                    Key = c.Key,
                    Values = [.. c.Values.Select(v => new AttributeValue { Value = v })],
                }),
            ],
        };
        Net.DhcpOptionSets.Add(id, options);
        return new() { DhcpOptions = options };
    }

    public DescribeDhcpOptionsResponse DescribeDhcpOptions(List<Filter> filters, List<string> dhcpOptionsIds, int? maxResults, string? nextToken) =>
        new()
        {
            DhcpOptions = Filters.Apply(Net.DhcpOptionSets.Pick(dhcpOptionsIds), filters).Page(maxResults, nextToken, out var next),
            NextToken = next,
        };

    public void AssociateDhcpOptions(string dhcpOptionsId, string vpcId)
    {
        if (dhcpOptionsId != None)
            _ = Net.DhcpOptionSets.Get(dhcpOptionsId);
        Net.Vpcs.Get(vpcId).DhcpOptionsId = dhcpOptionsId;
    }

    public void DeleteDhcpOptions(string dhcpOptionsId)
    {
        _ = Net.DhcpOptionSets.Get(dhcpOptionsId);
        if (Net.Vpcs.All.Any(v => v.DhcpOptionsId == dhcpOptionsId))
            throw new AwsException("DependencyViolation", $"The dhcpOptions '{dhcpOptionsId}' has dependencies and cannot be deleted.");
        Net.DhcpOptionSets.Remove(dhcpOptionsId);
        Net.Tags.Forget(dhcpOptionsId);
    }
}
