using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Handlers;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Wire.Ec2;
using AwsRegions = EndpointHub.Sandbox.Services.Regions;

namespace EndpointHub.Sandbox.Ec2;

/// <summary>Describes Regions, Availability Zones and account attributes.</summary>
internal sealed class Geography(Call call) : Handler(call)
{
    private static readonly FilterSet<AvailabilityZone> ZoneFilters = new()
    {
        { "group-name", z => z.GroupName },
        { "opt-in-status", z => z.OptInStatus },
        { "region-name", z => z.RegionName },
        { "state", z => z.State },
        { "zone-id", z => z.ZoneId },
        { "zone-name", z => z.ZoneName },
        { "zone-type", z => z.ZoneType },
    };

    private static readonly FilterSet<Region> RegionFilters = new()
    {
        { "endpoint", r => r.Endpoint },
        { "opt-in-status", r => r.OptInStatus },
        { "region-name", r => r.RegionName },
    };

    public DescribeAvailabilityZonesResponse DescribeAvailabilityZones(
        List<Filter> filters,
        List<string> zoneNames,
        List<string> zoneIds,
        bool? allAvailabilityZones
    )
    {
        _ = allAvailabilityZones; // Every simulated Availability Zone is opted in.
        var zones = AwsRegions
            .ZonesOf(Region)
            .Select(z => new AvailabilityZone
            {
                ZoneName = z.Name,
                ZoneId = z.Id,
                RegionName = Region,
                GroupName = Region + "-zg-1",
                NetworkBorderGroup = Region,
                State = "available",
                ZoneType = "availability-zone",
                OptInStatus = "opt-in-not-required",
            })
            .ToList();
        if (zoneNames.Concat(zoneIds).FirstOrDefault(n => !zones.Exists(z => z.ZoneName == n || z.ZoneId == n)) is { } unknown)
            throw new AwsException("InvalidParameterValue", $"Invalid availability zone: [{unknown}]");
        zones.RemoveAll(z => (zoneNames.Count > 0 && !zoneNames.Contains(z.ZoneName!)) || (zoneIds.Count > 0 && !zoneIds.Contains(z.ZoneId!)));
        return new() { AvailabilityZones = [.. ZoneFilters.Apply(zones, filters)] };
    }

    public DescribeRegionsResponse DescribeRegions(List<Filter> filters, List<string> regionNames, bool? allRegions)
    {
        _ = allRegions; // Every simulated Region is opted in.
        var regions = AwsRegions
            .Names.Where(IsInPartition)
            .Select(r => new Region
            {
                RegionName = r,
                Endpoint = $"ec2.{r}.{Partition.Of(r).DnsSuffix}",
                OptInStatus = "opt-in-not-required",
            })
            .ToList();
        if (regionNames.Find(n => !AwsRegions.Exists(n) || !IsInPartition(n)) is { } unknown)
            throw new AwsException("InvalidParameterValue", $"Invalid region name(s) provided: {unknown}");
        regions.RemoveAll(r => regionNames.Count > 0 && !regionNames.Contains(r.RegionName!));
        return new() { Regions = [.. RegionFilters.Apply(regions, filters)] };
    }

    // The credentials of one partition do not work in another.
    private bool IsInPartition(string region) => Partition.Of(region) == Partition.Of(Region);

    public DescribeAccountAttributesResponse DescribeAccountAttributes(List<string> attributeNames)
    {
        AccountAttribute[] all =
        [
            new() { AttributeName = "supported-platforms", AttributeValues = [new() { AttributeValue = "VPC" }] },
            new()
            {
                AttributeName = "default-vpc",
                AttributeValues = [new() { AttributeValue = Net.Vpcs.All.FirstOrDefault(v => v.IsDefault == true)?.VpcId ?? "none" }],
            },
        ];
        return new() { AccountAttributes = [.. all.Where(a => attributeNames.Count == 0 || attributeNames.Contains(a.AttributeName!))] };
    }
}
