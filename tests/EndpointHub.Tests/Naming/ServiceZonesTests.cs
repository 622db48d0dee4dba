using System.Text.Json;
using EndpointHub.Naming;
using EndpointHub.Planning;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;

namespace EndpointHub.Tests.Naming;

public sealed class ServiceZonesTests
{
    private static NetworkSnapshot Hub => NetworkSnapshot.Empty.WithEnvironment("shared", "10.255.0.0/16");

    [Fact]
    public void A_zone_has_its_apex_when_only_the_wildcard_is_described()
    {
        var zone = Assert.Single(Zones(Hub.WithService("ecr.dkr", "*.dkr.ecr.ap-northeast-1.amazonaws.com")));

        Assert.Equal("dkr.ecr.ap-northeast-1.amazonaws.com", zone.Name);
        Assert.Equal(ValueList.Of("dkr.ecr.ap-northeast-1.amazonaws.com", "*.dkr.ecr.ap-northeast-1.amazonaws.com"), zone.RecordNames);
        Assert.Equal(NameSource.ServiceDescription, zone.Source);
    }

    [Fact]
    public void A_zone_has_no_wildcard_when_none_is_described()
    {
        var zone = Assert.Single(Zones(Hub.WithService("kms"), "kms"));

        Assert.Equal(ValueList.Of("kms.ap-northeast-1.amazonaws.com"), zone.RecordNames);
    }

    [Fact]
    public void Private_names_of_a_spokes_endpoint_are_added_to_the_described_names()
    {
        var zones = Zones(Landscape.Seed(ValueList.Of("ecr.dkr")));

        Assert.Equal(["dkr-ecr.ap-northeast-1.on.aws", "dkr.ecr.ap-northeast-1.amazonaws.com"], zones.Select(zone => zone.Name));
        Assert.All(zones, zone => Assert.Equal(2, zone.RecordNames.Count));
        Assert.All(zones, zone => Assert.Equal(NameSource.EndpointEntries, zone.Source));
    }

    [Fact]
    public void Names_served_by_the_hub_remain_after_the_spokes_endpoint_is_gone()
    {
        var network = Hub.WithService("ecr.dkr")
            .WithEndpoint("vpce-hub", Landscape.HubVpc, "ecr.dkr", ["subnet-shared-a"], [], tags: HubMark.Hub(Landscape.HubName))
            .WithZone("Z1", "dkr-ecr.ap-northeast-1.on.aws", HubMark.ZoneComment(Landscape.HubName), Landscape.HubVpc);
        var target = network.Endpoints["vpce-hub"].RegionalName!;
        network = network.WithRecord("Z1", ZoneRecord.AliasTo("*.dkr-ecr.ap-northeast-1.on.aws", target));

        Assert.Equal(["dkr-ecr.ap-northeast-1.on.aws", "dkr.ecr.ap-northeast-1.amazonaws.com"], Zones(network).Select(zone => zone.Name));
        Assert.Equal(NameSource.HubZone, Zones(network)[0].Source);
    }

    [Fact]
    public void The_built_in_table_is_used_as_the_last_resort_and_reported()
    {
        var silent = Zones(Hub);
        Assert.Equal(2, silent.Count);
        Assert.All(silent, zone => Assert.Equal(NameSource.BuiltIn, zone.Source));

        Assert.Single(Zones(Hub.WithService("ecr.dkr")));
        Assert.Empty(Zones(Hub, "no-such-service"));
    }

    [Fact]
    public void Every_described_name_of_every_region_has_its_own_zone_with_its_apex()
    {
        var folder = SharedData.EndpointServices();
        Assert.SkipWhen(folder is null, "The folder ../shared/data/endpoint-services does not exist.");

        var planned = 0;
        foreach (var file in Directory.GetFiles(folder!, "*.json"))
        {
            var zonesOfRegion = new HashSet<string>(StringComparer.Ordinal);
            foreach (var service in Described(file))
            {
                var zones = ServiceZones.Of(Hub with { Services = Hub.Services.With(service) }, service.Name, Landscape.Hub);
                if (service.PrivateDnsNames.Count == 0)
                {
                    Assert.All(zones, zone => Assert.Equal(NameSource.BuiltIn, zone.Source));
                    continue;
                }

                planned++;
                Assert.Superset(service.PrivateDnsNames.ToHashSet(), zones.SelectMany(zone => zone.RecordNames).ToHashSet());
                Assert.All(
                    zones,
                    zone =>
                    {
                        Assert.Equal(NameSource.ServiceDescription, zone.Source);
                        Assert.False(DnsName.IsWildcard(zone.Name));
                        var isListed = service.PrivateDnsNames.Contains("*." + zone.Name);
                        Assert.True(isListed || service.PrivateDnsNames.Contains(zone.Name), $"{zone.Name} is not a name of {service.Name}.");
                        Assert.Equal(isListed ? [zone.Name, "*." + zone.Name] : [zone.Name], zone.RecordNames);
                        Assert.True(zonesOfRegion.Add(zone.Name), $"{zone.Name} belongs to two services.");
                    }
                );
            }
        }

        Assert.True(planned > 2000, $"Only {planned} services have private names.");
    }

    private static IEnumerable<EndpointService> Described(string file)
    {
        using var services = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var service in services.RootElement.EnumerateArray())
        {
            yield return new EndpointService
            {
                Id = service.GetProperty("serviceName").GetString()!,
                PrivateDnsNames = service.GetProperty("privateDnsNames").EnumerateArray().Select(name => name.GetString()!).ToValueList(),
            };
        }
    }

    private static ValueList<ServiceZone> Zones(NetworkSnapshot snapshot, string service = "ecr.dkr") =>
        ServiceZones.Of(snapshot, Landscape.Service(service), Landscape.Hub);
}
