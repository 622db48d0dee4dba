using System.Net;
using System.Xml.Linq;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Paths;
using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Reading;

/// <summary>Path tests with Transit Gateways and prefix lists in the sandbox.</summary>
public sealed class TransitGatewayReadingTests
{
    private const string Account = "123456789012";

    private static readonly string[] Further =
    [
        "DescribeTransitGateways",
        "DescribeTransitGatewayVpcAttachments",
        "DescribeTransitGatewayAttachments",
        "SearchTransitGatewayRoutes",
        "GetTransitGatewayRouteTablePropagations",
        "DescribeManagedPrefixLists",
        "GetManagedPrefixListEntries",
    ];

    [Fact]
    public void A_network_without_transit_gateways_and_prefix_lists_reads_only_that_it_has_no_attachments() =>
        SimulatedAws.Run(async aws =>
        {
            await aws.ReadAllAsync();

            var calls = aws.NewCalls();
            Assert.Equal(["DescribeTransitGatewayVpcAttachments"], calls.Select(call => call.Action).Where(Further.Contains).Distinct());
            Assert.Contains(calls, call => call.Action == "DescribeRouteTables");
        });

    [Fact]
    public void A_path_through_a_transit_gateway_is_proven() =>
        SimulatedAws.Run(async aws =>
        {
            var joined = await JoinedAsync(aws, aws.SubnetsOf("dev"));
            aws.NewCalls();

            var path = await TestAsync(aws, joined);

            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            Assert.Contains(path.GetTraces().First().Hops, hop => hop is TransitGatewayRouteHop { Route.IsPropagated: true });
            Assert.Equal(5, aws.NewCalls().Count(call => Further.Contains(call.Action)));
        });

    [Fact]
    public void An_availability_zone_without_an_attachment_subnet_is_unreachable() =>
        SimulatedAws.Run(async aws =>
        {
            var subnets = aws.SubnetsOf("dev");
            var joined = await JoinedAsync(aws, ValueList.Of(subnets[0]));

            var path = await TestAsync(aws, joined);

            Assert.Equal([subnets[1]], path.Subnets.Where(subnet => subnet.Verdict == PathVerdict.Unreachable).Select(subnet => subnet.SubnetId));
            Assert.Equal(
                [FindingCode.TgwRouteAzRestriction],
                path.Findings.Where(finding => finding.Effect == FindingEffect.Fails).Select(finding => finding.Code)
            );
        });

    [Fact]
    public void A_subnet_with_only_an_attachment_has_no_clients() =>
        SimulatedAws.Run(async aws =>
        {
            var ec2 = aws.Access.Spoke.Ec2;
            var subnets = new List<string>();
            foreach (var (cidr, zone) in new[] { ("10.2.200.0/28", "ap-northeast-1a"), ("10.2.201.0/28", "ap-northeast-1c") })
            {
                subnets.Add((
                        await ec2.CreateSubnetAsync(
                            new()
                            {
                                VpcId = aws.Vpc("dev"),
                                CidrBlock = cidr,
                                AvailabilityZone = zone,
                            }
                        )
                    ).Subnet!.SubnetId!);
            }

            var clients = aws.SubnetsOf("dev");
            var joined = await JoinedAsync(aws, subnets.ToValueList());

            var path = await TestAsync(aws, joined);

            Assert.Equal(PathVerdict.Reachable, path.Verdict);
            Assert.Equal(clients, path.Subnets.Select(subnet => subnet.SubnetId));
        });

    [Fact]
    public void Route_tables_of_another_accounts_gateway_leave_the_path_unknown() =>
        SimulatedAws.Run(async aws =>
        {
            var joined = await JoinedAsync(aws, aws.SubnetsOf("dev"), owner: "999999999999");

            var path = await TestAsync(aws, joined);

            Assert.Equal(PathVerdict.Unknown, path.Verdict);
            Assert.Equal(
                [FindingCode.ResourceUnknown],
                path.Findings.Where(finding => finding.Effect != FindingEffect.Warns).Select(finding => finding.Code).Distinct()
            );
        });

    [Theory]
    [InlineData("DescribeTransitGateways")]
    [InlineData("DescribeTransitGatewayVpcAttachments")]
    [InlineData("DescribeTransitGatewayAttachments")]
    [InlineData("SearchTransitGatewayRoutes")]
    [InlineData("GetTransitGatewayRouteTablePropagations")]
    public void Denied_gateway_reads_leave_the_path_unknown_and_do_not_fail(string action) =>
        SimulatedAws.Run(async aws =>
        {
            var joined = await JoinedAsync(aws, aws.SubnetsOf("dev"));
            aws.Sandbox.SetFaults([new FaultRule(action, "UnauthorizedOperation", Status: 403, Times: 100)]);

            var path = await TestAsync(aws, joined);

            Assert.Equal(PathVerdict.Unknown, path.Verdict);
            Assert.Equal(
                [FindingCode.ResourceUnknown],
                path.Findings.Where(finding => finding.Effect != FindingEffect.Warns).Select(finding => finding.Code).Distinct()
            );
        });

    [Fact]
    public void Prefix_lists_in_routes_and_rules_are_read_with_their_entries() =>
        SimulatedAws.Run(async aws =>
        {
            var list = await MakeAsync(
                aws,
                Account,
                "CreateManagedPrefixList",
                "prefixListId",
                ("PrefixListName", "hubs"),
                ("AddressFamily", "IPv4"),
                ("MaxEntries", "3"),
                ("Entry.1.Cidr", "10.255.0.0/16")
            );
            aws.Sandbox.Settle();
            await aws.Access.Spoke.Ec2.AuthorizeSecurityGroupEgressAsync(
                new()
                {
                    GroupId = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr).SecurityGroupIds[0],
                    IpPermissions =
                    [
                        new()
                        {
                            IpProtocol = "tcp",
                            FromPort = 443,
                            ToPort = 443,
                            PrefixListIds = [new() { Id = list }],
                        },
                    ],
                }
            );

            var network = await aws.ReadAllAsync();

            Assert.Equal(["10.255.0.0/16"], network.PrefixLists[list].Entries!.Select(cidr => cidr.ToString()));
            Assert.Equal("hubs", network.PrefixLists[list].Name);

            aws.Sandbox.SetFaults([new FaultRule("GetManagedPrefixListEntries", "UnauthorizedOperation", Status: 403, Times: 100)]);

            Assert.Null((await aws.ReadAllAsync()).PrefixLists[list].Entries);
        });

    private static async Task<EndpointPath> TestAsync(SimulatedAws aws, SpokeConnection spoke) =>
        (await aws.DoAsync(new TestPath(), new TestPathRequest { Spoke = SpokeReference.To(spoke) })).Result<EndpointPath>();

    /// <summary>The spoke dev after its cut-over, with a Transit Gateway instead of the peering connection.</summary>
    private static async Task<SpokeConnection> JoinedAsync(SimulatedAws aws, ValueList<string> subnets, string owner = Account)
    {
        var spoke = Assert.Single(await aws.PreparedAsync(["dev"], "ecr.dkr"));
        var moved = (await aws.DoAsync(new CutOver(), new CutOverRequest { Spoke = SpokeReference.To(spoke) })).Result<SpokeConnection>();
        var gateway = await MakeAsync(aws, owner, "CreateTransitGateway", "transitGatewayId", ("Options.AutoAcceptSharedAttachments", "enable"));
        aws.Sandbox.Settle();
        var ec2 = aws.Access.Spoke.Ec2;
        await ec2.CreateTransitGatewayVpcAttachmentAsync(
            new()
            {
                TransitGatewayId = gateway,
                VpcId = aws.Vpc("dev"),
                SubnetIds = [.. subnets],
            }
        );
        await ec2.CreateTransitGatewayVpcAttachmentAsync(
            new()
            {
                TransitGatewayId = gateway,
                VpcId = aws.Vpc("shared"),
                SubnetIds = [.. aws.SubnetsOf("shared")],
            }
        );
        aws.Sandbox.Settle();

        foreach (var table in (await aws.ReadAllAsync()).RouteTables)
        {
            foreach (var route in table.Routes.Where(route => route.Target.Kind == RouteTargetKind.Peering))
            {
                await ec2.ReplaceRouteAsync(
                    new()
                    {
                        RouteTableId = table.Id,
                        DestinationCidrBlock = $"{route.Destination}",
                        TransitGatewayId = gateway,
                    }
                );
            }
        }

        return moved;
    }

    /// <summary>Creates a resource that the module never creates.</summary>
    private static async Task<string> MakeAsync(
        SimulatedAws aws,
        string account,
        string action,
        string element,
        params (string Name, string Value)[] parameters
    )
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = $"AWS4-HMAC-SHA256 Credential={account}/20261001/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=00",
        };
        var body = string.Join(
            '&',
            parameters.Prepend(("Version", "2016-11-15")).Prepend(("Action", action)).Select(p => $"{p.Item1}={WebUtility.UrlEncode(p.Item2)}")
        );
        var answer = await aws.Sandbox.HandleAsync(new AwsRequest("POST", "/", "", headers, body), CancellationToken.None);
        Assert.Equal(200, answer.Status);
        return XDocument
            .Parse(System.Text.Encoding.UTF8.GetString(answer.Body.Span))
            .Descendants()
            .First(made => made.Name.LocalName == element)
            .Value;
    }
}
