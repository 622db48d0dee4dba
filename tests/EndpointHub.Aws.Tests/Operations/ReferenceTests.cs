using Amazon.Route53.Model;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Inventory;
using EndpointHub.Results;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.AwsTests.Operations;

/// <summary>Records in zones of any kind that point to endpoints.</summary>
public sealed class ReferenceTests
{
    private const string Services = "ecr.dkr";

    [Theory]
    [InlineData("private", false)]
    [InlineData("private", true)]
    [InlineData("public", false)]
    public void A_record_of_an_unrelated_zone_keeps_its_endpoint_only(string kind, bool isAlias) =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws, "dev", "stg");
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr);
            var zone = await ZoneAsync(aws, kind == "public" ? null : aws.Vpc("prd"));
            await RecordAsync(aws, zone, own.RegionalName!, isAlias);
            aws.NewMutations();

            var who = await RemoveAsync(aws, moved);

            var problem = Assert.Single(who.Failures).Problem;
            Assert.Equal(("RecordPointsToEndpoint", own.Id), (problem.Code, problem.Resource));
            Assert.Contains(zone, problem.Command, StringComparison.Ordinal);
            Assert.Contains("kms.internal.example", problem.Command, StringComparison.Ordinal);
            Assert.Equal(
                [aws.OwnEndpoint("stg", SimulatedAws.EcrDkr).Id],
                who.Emitted.OfType<RemovedEndpoint>().Select(removed => removed.VpcEndpointId)
            );
            Assert.True((await aws.ReadAllAsync()).Endpoints.Find(own.Id)!.IsAvailable);

            // The zone is read once, for both spokes and for both plans of the command.
            Assert.Single(
                aws.Sandbox.Requests,
                request =>
                    request.Action == "ListResourceRecordSets"
                    && request.Parameters.Any(parameter => parameter.Value.Contains(zone, StringComparison.Ordinal))
            );
        });

    [Theory]
    [InlineData("ListHostedZones", "ZoneListUnread")]
    [InlineData("ListResourceRecordSets", "RecordsUnread")]
    public void What_may_not_be_read_prevents_the_removal_until_its_code_allows_it(string denied, string code) =>
        SimulatedAws.Run(async aws =>
        {
            var moved = await MovedAsync(aws, "dev");
            var hubZones = (await aws.ReadAllAsync()).Zones.Count;
            await ZoneAsync(aws, aws.Vpc("prd"));
            aws.NewMutations();

            // The hub's zones are read first. The path depends on them, and is not in question here.
            FaultRule Fault() => new(denied, "AccessDenied", Nth: denied == "ListHostedZones" ? 1 : hubZones + 1, Times: 1);
            aws.Sandbox.SetFaults([Fault()]);
            var refused = await RemoveAsync(aws, moved);

            Assert.Equal([code], refused.Failures.Select(failure => failure.Problem.Code));
            Assert.Empty(aws.NewMutations());

            aws.Sandbox.SetFaults([Fault()]);
            var allowed = await RemoveAsync(aws, moved, code);

            Assert.Empty(allowed.Failures);
            Assert.Equal(new[] { code, "TrafficUnknown" }.Order(StringComparer.Ordinal), allowed.Result<RemovedEndpoint>().Allowed);
        });

    [Fact]
    public void The_inventory_claims_nothing_about_references_unless_it_reads_them() =>
        SimulatedAws.Run(async aws =>
        {
            var own = aws.OwnEndpoint("dev", SimulatedAws.EcrDkr);
            await RecordAsync(aws, await ZoneAsync(aws, vpcId: null), own.RegionalName!, isAlias: false);

            var unread = (await aws.DoAsync(new GetInventory(), new GetInventoryRequest())).Results<EndpointInventory>();
            Assert.All(unread, entry => Assert.Equal((null, null, null), (entry.IsReferenced, entry.References, entry.UnreadZones)));

            var read = await aws.DoAsync(new GetInventory(), new GetInventoryRequest { IncludesReferences = true });
            Assert.All(read.Results<EndpointInventory>(), entry => Assert.Equal(entry.VpcEndpointId == own.Id, entry.IsReferenced));
            var found = Assert.Single(read.Results<EndpointInventory>(), entry => entry.VpcEndpointId == own.Id);
            Assert.Contains("kms.internal.example", Assert.Single(found.References!), StringComparison.Ordinal);

            aws.Sandbox.SetFaults([new FaultRule("ListHostedZones", "AccessDenied", Times: 1000)]);
            var denied = (await aws.DoAsync(new GetInventory(), new GetInventoryRequest { IncludesReferences = true })).Results<EndpointInventory>();
            Assert.All(denied, entry => Assert.Null(entry.IsReferenced));
            Assert.All(denied, entry => Assert.NotEmpty(entry.UnreadZones!));
        });

    private static async Task<IReadOnlyList<SpokeConnection>> MovedAsync(SimulatedAws aws, params string[] spokes)
    {
        var prepared = await aws.PreparedAsync(spokes, Services);
        var requests = prepared.Select(spoke => new CutOverRequest { Spoke = SpokeReference.To(spoke) }).ToArray();
        return (await aws.DoAsync(new CutOver(), requests)).Results<SpokeConnection>();
    }

    private static Task<RecordingOperator> RemoveAsync(SimulatedAws aws, IEnumerable<SpokeConnection> spokes, params string[] codes) =>
        aws.DoAsync(
            new RemoveSpokeEndpoint(),
            [
                .. spokes.Select(spoke => new RemoveSpokeEndpointRequest
                {
                    Spoke = SpokeReference.To(spoke),
                    Allowed = codes.Append("TrafficUnknown").ToValueList(),
                }),
            ]
        );

    private static async Task<string> ZoneAsync(SimulatedAws aws, string? vpcId)
    {
        var zone = await aws.Access.Spoke.Route53.CreateHostedZoneAsync(
            new()
            {
                Name = "internal.example",
                CallerReference = "internal.example",
                VPC = vpcId is null ? null : new VPC { VPCId = vpcId, VPCRegion = "ap-northeast-1" },
            }
        );
        return zone.HostedZone!.Id!.Split('/')[^1];
    }

    private static Task<Amazon.Route53.Model.ChangeResourceRecordSetsResponse> RecordAsync(
        SimulatedAws aws,
        string zoneId,
        Topology.AliasTarget target,
        bool isAlias
    ) =>
        aws.Access.Spoke.Route53.ChangeResourceRecordSetsAsync(
            new()
            {
                HostedZoneId = zoneId,
                ChangeBatch = new()
                {
                    Changes =
                    [
                        new()
                        {
                            Action = "CREATE",
                            ResourceRecordSet = isAlias
                                ? new()
                                {
                                    Name = "kms.internal.example",
                                    Type = "A",
                                    AliasTarget = new()
                                    {
                                        DNSName = target.DnsName,
                                        HostedZoneId = target.HostedZoneId,
                                        EvaluateTargetHealth = false,
                                    },
                                }
                                : new()
                                {
                                    Name = "kms.internal.example",
                                    Type = "CNAME",
                                    TTL = 60,
                                    ResourceRecords = [new() { Value = target.DnsName.ToUpperInvariant() + "." }],
                                },
                        },
                    ],
                },
            }
        );
}
