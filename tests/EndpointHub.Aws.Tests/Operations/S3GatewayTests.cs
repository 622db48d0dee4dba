using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Planning.Steps;
using EndpointHub.Sandbox.Http;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>S3 gateway endpoints on the sandbox.</summary>
public sealed class S3GatewayTests
{
    private const string Narrow =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::ap-northeast-1-starport-layer-bucket/*"}]}""";

    [Fact]
    public void A_gateway_is_created_as_predicted_and_a_second_run_changes_nothing() =>
        SimulatedAws.Run(async aws =>
        {
            var request = new AddS3GatewayRequest
            {
                Spoke = SpokeReference.To(aws.Vpc("shared")),
                IsNarrow = true,
                BucketNames = ValueList.Of("company-artifacts"),
            };
            var dryRun = await aws.DoAsync(new RecordingOperator { IsDryRun = true }, new AddS3Gateway(), CancellationToken.None, request);
            Assert.Empty(aws.NewMutations());
            var projected = dryRun.Result<S3GatewayEndpoint>();
            Assert.True(projected.IsProjected);

            var made = (await aws.DoAsync(new AddS3Gateway(), request)).Result<S3GatewayEndpoint>();

            Assert.Equal(["CreateVpcEndpoint"], aws.NewMutations());
            Assert.Equal((projected.RouteTableIds, projected.PolicyDocument, projected.VpcId), (made.RouteTableIds, made.PolicyDocument, made.VpcId));
            var network = await aws.ReadAllAsync();
            Assert.Equal(network, aws.Seed.After(made.StepRecords.Read()));
            Assert.Equal(made.RouteTableIds, network.RouteTablesInUse(made.VpcId).Select(table => table.Id));

            Assert.Equal(made.VpcEndpointId, (await aws.DoAsync(new AddS3Gateway(), request)).Result<S3GatewayEndpoint>().VpcEndpointId);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void A_gateway_without_a_route_table_gets_it_and_is_returned() =>
        SimulatedAws.Run(async aws =>
        {
            var spoke = Assert.Single(await aws.PreparedAsync(["prd"], "ecr.dkr"));
            var lacking = aws.Seed.RouteTablesInUse(spoke.VpcId).Single(table => table.Routes.All(route => route.Destination.PrefixListId is null));

            var given = (
                await aws.DoAsync(new AddS3Gateway(), new AddS3GatewayRequest { Spoke = SpokeReference.To(spoke) })
            ).Result<SpokeConnection>();

            Assert.Equal((spoke.VpcId, SpokeStage.ZonesReady), (given.VpcId, given.Stage));
            Assert.Equal(["ModifyVpcEndpoint"], aws.NewMutations());
            var step = Assert.IsType<AddGatewayRoutes>(given.StepRecords.Read()[^1]);
            Assert.Equal([lacking.Id], step.RouteTableIds);
            Assert.Contains((await aws.ReadAllAsync()).RouteTables[lacking.Id].Routes, route => route.Target.Id == step.EndpointId);
        });

    [Theory]
    [InlineData("CreateVpcEndpoint", "shared")]
    [InlineData("ModifyVpcEndpoint", "prd")]
    public void A_lost_response_creates_nothing_twice(string action, string name) =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults([new FaultRule(action, DropsAnswer: true)]);

            (await aws.DoAsync(new AddS3Gateway(), new AddS3GatewayRequest { Spoke = SpokeReference.To(aws.Vpc(name)) })).Result<S3GatewayEndpoint>();

            var network = await aws.ReadAllAsync();
            var gateway = Assert.Single(network.EndpointsOf(aws.Vpc(name)), endpoint => endpoint.Kind == EndpointKind.Gateway);
            Assert.Equal(network.RouteTablesInUse(aws.Vpc(name)).Select(table => table.Id).Order(), gateway.RouteTableIds);
        });

    [Fact]
    public void A_foreign_policy_with_a_wrong_layer_bucket_is_reported_and_kept() =>
        SimulatedAws.Run(async aws =>
        {
            var gateway = aws.OwnEndpoint("prd", "com.amazonaws.ap-northeast-1.s3");
            await aws.Access.Spoke.Ec2.ModifyVpcEndpointAsync(new() { VpcEndpointId = gateway.Id, PolicyDocument = Narrow });
            aws.NewCalls();

            var who = await aws.DoAsync(new AddS3Gateway(), new AddS3GatewayRequest { Spoke = SpokeReference.To(aws.Vpc("prd")) });

            Assert.Equal("S3PolicyMisnamesLayers", Assert.Single(who.Failures).Problem.Code);
            Assert.Empty(aws.NewMutations());
        });

    [Fact]
    public void Creating_ecr_zones_warns_about_the_image_layers_in_s3() =>
        SimulatedAws.Run(async aws =>
        {
            var spokes = await aws.PreparedAsync(["dev", "prd"], "ecr.api", "ecr.dkr");
            async Task<RecordingOperator> ZonesOfAsync(SpokeConnection spoke) =>
                await aws.DoAsync(
                    new AddPrivateZone(),
                    new AddPrivateZoneRequest
                    {
                        Spoke = SpokeReference.To(spoke),
                        Hub = SpokeReference.To(spoke).Hub!,
                        Services = ValueList.Of("ecr.api", "ecr.dkr"),
                        WarnsAboutImageLayers = true,
                    }
                );

            Assert.Empty((await ZonesOfAsync(spokes.Single(spoke => spoke.VpcId == aws.Vpc("dev")))).Warnings);
            var warning = Assert.Single((await ZonesOfAsync(spokes.Single(spoke => spoke.VpcId == aws.Vpc("prd")))).Warnings);
            Assert.Contains($"Add-S3GatewayEndpoint -VpcId {aws.Vpc("prd")} -RouteTableId rtb-", warning, StringComparison.Ordinal);
        });
}
