using Amazon.Route53;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The tags of <c>-Tag</c> on the sandbox, and in which call they are set.</summary>
public sealed class TagTests
{
    private static readonly ValueList<Tag> Given = ValueList.Of(new Tag("CostCenter", "4711"), new Tag("Owner", "net work"));

    [Fact]
    public void Each_call_that_creates_a_resource_of_EC2_carries_the_tags_itself() =>
        SimulatedAws.Run(async aws =>
        {
            await BuildAsync(aws, Given);

            var calls = aws.NewCalls();
            string[] creating = ["CreateRouteTable", "CreateSecurityGroup", "CreateSubnet", "CreateVpcEndpoint", "CreateVpcPeeringConnection"];
            var carrying = calls.Where(call => creating.Contains(call.Action)).ToList();
            Assert.Equal(creating, carrying.Select(call => call.Action!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            Assert.All(carrying, call => Assert.Subset(Tags(call), Given.ToHashSet()));
            Assert.DoesNotContain(calls, call => call.Action == "CreateTags");
        });

    [Fact]
    public void A_zone_gets_its_tags_right_after_its_creation_and_before_it_has_settled() =>
        SimulatedAws.Run(async aws =>
        {
            await BuildAsync(aws, Given);

            var calls = aws.NewCalls().Where(call => call.IsMutating || call.Action == "GetChange").Select(call => call.Action!).ToList();
            var zones = (await aws.ReadAllAsync()).Zones.Where(zone => zone.IsOf("shared")).ToList();
            Assert.NotEmpty(zones);
            Assert.Equal(zones.Count, calls.Count(action => action == "ChangeTagsForResource"));
            Assert.True(calls.IndexOf("ChangeTagsForResource") < calls.IndexOf("ChangeResourceRecordSets"), string.Join(' ', calls));
            foreach (var zone in zones)
                Assert.Equal(Given, await ZoneTagsAsync(aws, zone.Id));
        });

    [Fact]
    public void A_second_run_with_the_same_tags_changes_nothing_and_another_adds_what_is_missing() =>
        SimulatedAws.Run(async aws =>
        {
            await BuildAsync(aws, Given);
            aws.NewCalls();

            await BuildAsync(aws, Given);
            Assert.Empty(aws.NewMutations());

            var project = new Tag("Project", "hub");
            await BuildAsync(aws, ValueList.Of(project, new Tag("CostCenter", "9")));

            Assert.Equal(["ChangeTagsForResource", "CreateTags"], aws.NewMutations().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            var network = await aws.ReadAllAsync();
            var own = network
                .Endpoints.Where(endpoint => endpoint.IsOf("shared") || endpoint.Tag("Project") is not null)
                .Concat<Resource>(network.SecurityGroups.Where(group => group.IsOf("shared")))
                .Concat(network.Subnets.Where(subnet => subnet.IsOf("shared")))
                .Concat(network.RouteTables.Where(table => table.IsOf("shared")))
                .Concat(network.Peerings)
                .ToList();
            Assert.Equal(["pcx", "rtb", "sg", "subnet", "vpce"], own.Select(one => one.Id.Split('-')[0]).Distinct().Order(StringComparer.Ordinal));
            Assert.All(own, one => Assert.Equal(("9", "net work", "hub"), (one.Tag("CostCenter"), one.Tag("Owner"), one.Tag("Project"))));
            Assert.All(network.Endpoints.Except(own), one => Assert.Null(((Resource)one).Tag("CostCenter")));
            foreach (var zone in network.Zones.Where(zone => zone.IsOf("shared")))
                Assert.Equal(["9", "net work", "hub"], (await ZoneTagsAsync(aws, zone.Id)).Select(tag => tag.Value));
        });

    [Fact]
    public void A_dry_run_shows_the_tags_and_sets_none() =>
        SimulatedAws.Run(async aws =>
        {
            var who = await aws.DoAsync(new RecordingOperator { IsDryRun = true }, new NewHub(), CancellationToken.None, Hub(aws, Given));

            Assert.Empty(aws.NewMutations());
            Assert.Contains(
                who.Asked.SelectMany(unit => unit.Steps),
                step => step.Description.EndsWith(", tagged with CostCenter=4711, Owner=net work", StringComparison.Ordinal)
            );
        });

    [Fact]
    public void A_zone_whose_tags_may_not_be_read_is_tagged_again() =>
        SimulatedAws.Run(async aws =>
        {
            await BuildAsync(aws, Given);
            aws.Sandbox.SetFaults([new FaultRule("ListTagsForResources", "AccessDenied", Status: 403, Times: 100)]);
            aws.NewCalls();

            await BuildAsync(aws, Given);

            Assert.Equal(["ChangeTagsForResource"], aws.NewMutations().Distinct(StringComparer.Ordinal));
        });

    private static NewHubRequest Hub(SimulatedAws aws, ValueList<Tag> tags) =>
        new()
        {
            Name = "shared",
            VpcId = aws.Vpc("shared"),
            SubnetCidrs = ValueList.Of("10.255.8.0/28"),
            AvailabilityZones = ValueList.Of("a"),
            Services = ValueList.Of("ecr.dkr", "kms"),
            Tags = tags,
        };

    private static async Task BuildAsync(SimulatedAws aws, ValueList<Tag> tags)
    {
        var hub = (await aws.DoAsync(new NewHub(), Hub(aws, tags))).Result<Hub>();
        var connected = (await aws.DoAsync(new ConnectSpoke(), aws.Connect("dev", hub) with { Tags = tags })).Result<SpokeConnection>();
        var zones = new AddPrivateZoneRequest
        {
            Spoke = SpokeReference.To(connected),
            Hub = HubReference.To(hub),
            Tags = tags,
        };
        (await aws.DoAsync(new AddPrivateZone(), zones)).Result<SpokeConnection>();
        var gateway = new AddS3GatewayRequest { Spoke = SpokeReference.To(aws.Vpc("shared")), Tags = tags };
        (await aws.DoAsync(new AddS3Gateway(), gateway)).Result<S3GatewayEndpoint>();
    }

    private static async Task<ValueList<Tag>> ZoneTagsAsync(SimulatedAws aws, string zoneId)
    {
        var answer = await aws.Access.Hub.Route53.ListTagsForResourcesAsync(
            new() { ResourceType = TagResourceType.Hostedzone, ResourceIds = [zoneId] }
        );
        return answer
            .ResourceTagSets![0]
            .Tags!.Select(tag => new Tag(tag.Key!, tag.Value!))
            .OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .ToValueList();
    }

    // TagSpecification.1.Tag.2.Key and .Value.
    private static HashSet<Tag> Tags(RequestLogEntry call)
    {
        var parameters = call.Parameters.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        return
        [
            .. parameters
                .Where(one =>
                    one.Key.StartsWith("TagSpecification.1.Tag.", StringComparison.Ordinal) && one.Key.EndsWith(".Key", StringComparison.Ordinal)
                )
                .Select(one => new Tag(one.Value, parameters[one.Key[..^3] + "Value"])),
        ];
    }
}
