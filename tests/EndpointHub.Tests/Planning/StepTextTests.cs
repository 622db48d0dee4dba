using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Tests.Landscapes;
using EndpointHub.Topology;
using FsCheck;
using FsCheck.Fluent;

namespace EndpointHub.Tests.Planning;

/// <summary>Steps as lines of text, written and parsed again.</summary>
public sealed class StepTextTests
{
    private static readonly Location Tokyo = new("111111111111", "ap-northeast-1");

    private static CreateRoute Route =>
        new()
        {
            Location = Tokyo,
            RouteTableId = "rtb-1",
            Destination = Cidr.Parse("10.255.0.0/16"),
            Target = RouteTarget.Peering("pcx-1"),
        };

    [Fact]
    public void Every_step_and_its_inverse_round_trip_as_text()
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(
                RandomLandscape.Any,
                landscape =>
                {
                    foreach (var job in MigrationPlans.All)
                    {
                        var plan = job(landscape.Network());
                        var network = plan.Before;
                        foreach (var step in plan.Steps)
                        {
                            AssertRead(step, kinds);
                            AssertRead(step.InverseOn(network), kinds);
                            network = network.After(step);
                        }
                    }
                }
            )
        );

        foreach (
            var step in new Step[]
            {
                new DeleteSubnet { Location = Tokyo, SubnetId = "subnet-1" },
                new CreateGatewayEndpoint
                {
                    Location = Tokyo,
                    EndpointId = "new-vpce-1",
                    VpcId = "vpc-1",
                    ServiceName = "com.amazonaws.ap-northeast-1.s3",
                    RouteTableIds = ValueList.Of("rtb-1", "rtb-2"),
                    PrefixListId = "pl-1",
                    PolicyDocument = """{"Statement":[]}""",
                    Tags = ValueList.Of(new Tag("Owner", "")),
                },
                new DisassociateRouteTable
                {
                    Location = Tokyo,
                    RouteTableId = "rtb-1",
                    SubnetId = "subnet-1",
                },
                new DeleteRouteTable { Location = Tokyo, RouteTableId = "rtb-1" },
                new TagResource
                {
                    Location = Tokyo,
                    ResourceId = "sg-1",
                    Tags = ValueList.Of(new Tag("Cost Center", "4711 %"), new Tag("Owner", "")),
                },
                new UntagResource
                {
                    Location = Tokyo,
                    ResourceId = "sg-1",
                    TagKeys = ValueList.Of("Cost Center"),
                },
                new TagZone
                {
                    Location = Tokyo,
                    ZoneId = "Z1",
                    ZoneName = "kms.ap-northeast-1.amazonaws.com",
                    Tags = ValueList.Of(new Tag("Owner", "network")),
                },
                new UntagZone
                {
                    Location = Tokyo,
                    ZoneId = "Z1",
                    ZoneName = "kms.ap-northeast-1.amazonaws.com",
                    TagKeys = ValueList.Of("Owner"),
                },
            }
        )
        {
            AssertRead(step, kinds);
        }

        var all = typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step))).Select(type => type.Name);
        Assert.Equal(all.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Any_text_and_null_value_round_trip() =>
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll<string, string>(
                (one, other) =>
                {
                    AssertRead(Route with { RouteTableId = one ?? "", Requires = ValueList.Of(other ?? "", "") }, []);
                    AssertRead(
                        new TagEndpoint
                        {
                            Location = Tokyo,
                            EndpointId = "vpce-1",
                            Tag = new Tag(one ?? "", other ?? ""),
                        },
                        []
                    );
                    AssertRead(
                        new ModifyEndpoint
                        {
                            Location = Tokyo,
                            EndpointId = "vpce-1",
                            Policy = new PolicyChange(one),
                        },
                        []
                    );
                    AssertRead(new ModifyEndpoint { Location = Tokyo, EndpointId = "vpce-1" }, []);
                    AssertRead(
                        new ChangeRecords
                        {
                            Location = Tokyo,
                            ZoneId = "Z",
                            ZoneName = "z",
                            Upserts = ValueList.Of(new ZoneRecord("a", "A", Alias: null, ValueList.Of(other ?? "")) { SetIdentifier = one }),
                        },
                        []
                    );
                }
            )
        );

    [Fact]
    public void A_step_is_written_as_one_deterministic_line_of_ASCII() =>
        Assert.Equal(
            "v1 CreateRoute Destination=10.255.0.0/16 Location.AccountId=111111111111 Location.Region=ap-northeast-1 Requires.0=AcceptVpcPeeringConnection%20pcx-1 RouteTableId=rtb-1 Target.Id=pcx-1 Target.Kind=Peering",
            StepText.Format(Route with { Requires = ValueList.Of("AcceptVpcPeeringConnection pcx-1") })
        );

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("route 10.255.0.0/16 to pcx-1 in rtb-1")]
    [InlineData("v2 DeleteZone Location.AccountId=1 Location.Region=r ZoneId=Z")]
    [InlineData("v1 Object")]
    [InlineData("v1 Step Location.AccountId=1 Location.Region=r")]
    [InlineData("v1 deletezone Location.AccountId=1 Location.Region=r ZoneId=Z")]
    [InlineData("v1 DeleteZone Location.AccountId=1 Location.Region=r")]
    [InlineData("v1 DeleteZone ZoneId=Z")]
    [InlineData("v1 DeleteZone Location ZoneId=Z")]
    [InlineData("v1 DeleteZone Location.AccountId=1 Location.Region=r ZoneId=Z ZoneId=Y")]
    [InlineData("v1 DeleteZone Location.AccountId=1 Location.Region=r ZoneId=Z Key=k")]
    [InlineData("v1 DeleteZone Location.AccountId=1 Location.Region=r ZoneId.Name=Z")]
    [InlineData("v1 DeleteZone Location.AccountId=1 Location.Region=r ZoneId=Z%4")]
    [InlineData("v1 DeleteZone Location.AccountId=1 Location.Region=r ZoneId=Z%uZZZZ")]
    [InlineData("v1 DeleteZone Location.AccountId=1 Location.Region=r Requires.1=x ZoneId=Z")]
    [InlineData("v1 DeleteRoute Destination=everywhere Location.AccountId=1 Location.Region=r RouteTableId=rtb-1")]
    [InlineData("v1 CreateRoute Destination=10.0.0.0/8 Location.AccountId=1 Location.Region=r RouteTableId=rtb-1 Target.Id=x Target.Kind=7")]
    public void Text_that_is_not_a_step_is_refused(string line) => Assert.Throws<FormatException>(() => StepText.Parse(line));

    [Fact]
    public void A_modified_line_is_parsed_as_a_step_or_refused() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll<int, char>(
                (at, letter) =>
                {
                    var line = StepText.Format(Route with { Requires = ValueList.Of("one", "two") });
                    var place = Math.Abs(at % line.Length);
                    try
                    {
                        Assert.NotNull(StepText.Parse(line.Remove(place, 1).Insert(place, letter.ToString())).Description);
                    }
                    catch (FormatException)
                    {
                        // Refused.
                    }
                }
            )
        );

    private static void AssertRead(Step step, HashSet<string> kinds)
    {
        var line = StepText.Format(step);
        Assert.DoesNotContain(line, letter => letter is < ' ' or > '~');
        Assert.Equal(step, StepText.Parse(line));
        Assert.Equal(line, StepText.Format(StepText.Parse(line)));
        kinds.Add(step.GetType().Name);
    }
}
