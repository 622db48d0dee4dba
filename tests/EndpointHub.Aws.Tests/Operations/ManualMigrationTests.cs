using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Support;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The module recognizes the steps of a migration that were done with the AWS CLI, and does not repeat them.</summary>
public sealed class ManualMigrationTests
{
    // The clock runs an hour in a second, so that each change has settled before the next CLI call.
    private const double Speed = 3600;

    [Fact]
    public async Task A_migration_that_was_done_by_hand_needs_no_steps()
    {
        AwsCli.Require();
        var cancellation = TestContext.Current.CancellationToken;
        await using var host = await SandboxHost.StartAsync(new SandboxOptions { Speed = Speed }, cancellationToken: cancellation);
        await Landscape.BuildAsync(host.Sandbox, "seed", cancellation);
        var work = new ManualMigration(new AwsCli(host.Url));

        await work.DoAsync();

        Assert.Contains("(ConflictingDomainExists)", work.Refusal, StringComparison.Ordinal);
        var byHand = host.Sandbox.Requests.Count;
        var who = new RecordingOperator();
        var oneByOne = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        await Task.Factory.StartNew(() => JobAsync(host.Url, work, who, cancellation), cancellation, TaskCreationOptions.None, oneByOne).Unwrap();

        Assert.Empty(who.Failures.Select(failure => failure.Problem.ToString()));
        Assert.Empty(who.Asked);
        Assert.Empty(who.Emitted.OfType<RemovedEndpoint>());
        Assert.Equal(PathVerdict.Reachable, Assert.Single(who.Emitted.OfType<EndpointPath>()).Verdict);
        var requests = host.Sandbox.Requests.Skip(byHand).ToList();
        Assert.NotEmpty(requests);
        Assert.Empty(requests.Where(request => request.IsMutating).Select(request => request.Action));
    }

    private static async Task JobAsync(string endpointUrl, ManualMigration work, RecordingOperator who, CancellationToken cancellation)
    {
        var settings = new AwsSettings
        {
            Region = "ap-northeast-1",
            AccessKey = "123456789012",
            SecretKey = "secret",
            EndpointUrl = endpointUrl,
        };
        using var access = await AwsAccess.OpenAsync(settings, hubSettings: null, new AwsRuntime(), cancellation);

        async Task<T> StageAsync<T, TRequest>(Operation<TRequest> operation, TRequest request)
            where TRequest : OperationRequest
        {
            await operation.RunAsync([request], new OperationContext { Operator = who, Access = access }, cancellation);
            return who.Emitted.OfType<T>().Last();
        }

        var hub = HubReference.To(
            await StageAsync<Hub, NewHubRequest>(
                new NewHub(),
                new()
                {
                    Name = "shared",
                    VpcId = work.HubVpcId,
                    SubnetIds = work.HubSubnetIds.ToValueList(),
                    Services = ValueList.Of("ecr.dkr"),
                }
            )
        );
        var spoke = await StageAsync<SpokeConnection, ConnectSpokeRequest>(
            new ConnectSpoke(),
            new() { Spoke = SpokeReference.To(work.SpokeVpcId), Hub = hub }
        );
        spoke = await StageAsync<SpokeConnection, AddPrivateZoneRequest>(new AddPrivateZone(), new() { Spoke = SpokeReference.To(spoke), Hub = hub });
        spoke = await StageAsync<SpokeConnection, CutOverRequest>(new CutOver(), new() { Spoke = SpokeReference.To(spoke) });
        var path = await StageAsync<EndpointPath, TestPathRequest>(new TestPath(), new() { Spoke = SpokeReference.To(spoke) });
        await new RemoveSpokeEndpoint().RunAsync(
            [new() { Spoke = SpokeReference.To(path), Allowed = ValueList.Of("TrafficUnknown") }],
            new OperationContext { Operator = who, Access = access },
            cancellation
        );
    }
}
