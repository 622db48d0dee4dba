using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Aws.Sessions;
using EndpointHub.Planning;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Landscapes;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>The operations with their AWS clients on the sandbox, on one thread and a virtual clock.</summary>
internal sealed class SimulatedAws : IDisposable
{
    public const string EcrDkr = "com.amazonaws.ap-northeast-1.ecr.dkr";
    public const string EcrApi = "com.amazonaws.ap-northeast-1.ecr.api";

    private readonly SandboxMessageHandler _http;
    private AwsRuntime _runtime = new();
    private int _seen;

    private SimulatedAws(VirtualClock clock, AwsSandbox sandbox)
    {
        Clock = clock;
        Sandbox = sandbox;
        _http = new SandboxMessageHandler(sandbox);
    }

    public VirtualClock Clock { get; }

    public AwsSandbox Sandbox { get; }

    public AwsAccess Access { get; private set; } = null!;

    public NetworkSnapshot Seed { get; private set; } = NetworkSnapshot.Empty;

    public Location Tokyo => Access.Spoke.Location;

    /// <summary>Runs a test on the seed landscape: dev, stg and prd with eight endpoints each, and a shared VPC.</summary>
    public static void Run(Func<SimulatedAws, Task> test, Func<SandboxOptions, SandboxOptions>? options = null, HostEnvironment? host = null)
    {
        var clock = new VirtualClock();
        var settings = new SandboxOptions { Time = clock, Latency = TimeSpan.FromMilliseconds(40) };
        Pump.Run(
            clock,
            async () =>
            {
                using var sandbox = new AwsSandbox(options?.Invoke(settings) ?? settings);
                using var aws = new SimulatedAws(clock, sandbox);
                await Landscape.BuildAsync(sandbox, "seed", CancellationToken.None);
                aws._runtime = new AwsRuntime
                {
                    Host = host ?? new HostEnvironment { VpcOfHost = static _ => Task.FromResult<string?>(null) },
                    Clock = clock,
                    Jitter = static () => 0.5,
                    NewClientToken = static () => "unused",
                    Http = aws._http,
                };
                var keys = new AwsSettings
                {
                    Region = "ap-northeast-1",
                    AccessKey = "123456789012",
                    SecretKey = "secret",
                };
                aws.Access = await AwsAccess.OpenAsync(keys, hubSettings: null, aws._runtime, CancellationToken.None);
                aws.Seed = await aws.ReadAllAsync();
                aws._seen = sandbox.Requests.Count;
                await test(aws);
            }
        );
    }

    /// <summary>A VPC of the landscape by its name.</summary>
    public string Vpc(string name) => Seed.Vpcs.Single(vpc => vpc.Tag("Name") == name).Id;

    public ValueList<string> SubnetsOf(string name) => Seed.SubnetsOf(Vpc(name)).Select(subnet => subnet.Id).ToValueList();

    public Endpoint OwnEndpoint(string name, string service) =>
        Seed.Endpoints.Single(endpoint => endpoint.VpcId == Vpc(name) && endpoint.ServiceName == service);

    /// <summary>Runs an operation and confirms every prompt.</summary>
    public async Task<RecordingOperator> DoAsync<TRequest>(Operation<TRequest> operation, params TRequest[] requests)
        where TRequest : OperationRequest
    {
        var who = new RecordingOperator();
        await operation.RunAsync(requests, new OperationContext { Operator = who, Access = Access }, CancellationToken.None);
        return who;
    }

    public async Task<RecordingOperator> DoAsync<TRequest>(
        RecordingOperator who,
        Operation<TRequest> operation,
        CancellationToken cancellationToken,
        params TRequest[] requests
    )
        where TRequest : OperationRequest
    {
        await operation.RunAsync(requests, new OperationContext { Operator = who, Access = Access }, cancellationToken);
        return who;
    }

    /// <summary>Another session of the same account, with credentials from shell variables.</summary>
    public Task<AwsAccess> OpenAsync(Func<StoredKeys> keys) =>
        AwsAccess.OpenAsync(
            new AwsSettings { Region = "ap-northeast-1", StoredCredentials = keys },
            hubSettings: null,
            _runtime,
            CancellationToken.None
        );

    public static async Task<RecordingOperator> DoAsync<TRequest>(
        AwsAccess access,
        RecordingOperator who,
        Operation<TRequest> operation,
        params TRequest[] requests
    )
        where TRequest : OperationRequest
    {
        await operation.RunAsync(requests, new OperationContext { Operator = who, Access = access }, CancellationToken.None);
        return who;
    }

    /// <summary>The calls since the landscape was created, or since the last use of this method.</summary>
    public IReadOnlyList<RequestLogEntry> NewCalls()
    {
        var calls = Sandbox.Requests.Skip(_seen).ToList();
        _seen += calls.Count;
        return calls;
    }

    public IReadOnlyList<string> NewMutations() => [.. NewCalls().Where(call => call.IsMutating).Select(call => call.Action!)];

    /// <summary>The current network of the account.</summary>
    public async Task<NetworkSnapshot> ReadAllAsync()
    {
        var vpcs = await Access.Spoke.Ec2.DescribeVpcsAsync(new Amazon.EC2.Model.DescribeVpcsRequest());
        var scope = new SnapshotScope
        {
            Vpcs = vpcs.Vpcs!.Select(vpc => new ScopedVpc(vpc.VpcId!, Tokyo)).ToValueList(),
            HubVpcIds = vpcs.Vpcs!.Where(vpc => vpc.Tags?.Exists(tag => tag.Value == "shared") == true).Select(vpc => vpc.VpcId!).ToValueList(),
        };
        return await Access.Reader.ReadAsync(scope, CancellationToken.None);
    }

    public ConnectSpokeRequest Connect(string name, Hub hub) =>
        new()
        {
            Record = name,
            Spoke = SpokeReference.To(Vpc(name)),
            Hub = HubReference.To(hub),
        };

    /// <summary>The whole migration for one spoke; false after a failure.</summary>
    public async Task<bool> JobAsync(string name, params string[] services)
    {
        var who = new RecordingOperator();
        async Task<T?> StageAsync<T, TRequest>(Operation<TRequest> operation, TRequest request)
            where T : class
            where TRequest : OperationRequest
        {
            await DoAsync(who, operation, CancellationToken.None, request);
            return who.Failures.Count == 0 ? who.Emitted.OfType<T>().LastOrDefault() : null;
        }

        return await StageAsync<Hub, NewHubRequest>(new NewHub(), Hub(services)) is { } hub
            && await StageAsync<SpokeConnection, ConnectSpokeRequest>(new ConnectSpoke(), Connect(name, hub)) is { } connected
            && await StageAsync<SpokeConnection, AddPrivateZoneRequest>(
                new AddPrivateZone(),
                new() { Spoke = SpokeReference.To(connected), Hub = HubReference.To(hub) }
            )
                is { } zoned
            && await StageAsync<SpokeConnection, CutOverRequest>(new CutOver(), new() { Spoke = SpokeReference.To(zoned) }) is { } cutOver
            && await StageAsync<object, RemoveSpokeEndpointRequest>(
                new RemoveSpokeEndpoint(),
                new() { Spoke = SpokeReference.To(cutOver), Allowed = ValueList.Of("TrafficUnknown") }
            )
                is not null;
    }

    public NewHubRequest Hub(params string[] services) =>
        new()
        {
            Name = "shared",
            VpcId = Vpc("shared"),
            SubnetIds = SubnetsOf("shared"),
            Services = ValueList.Of(services),
        };

    /// <summary>A hub with connected spokes and zones, all settled.</summary>
    public async Task<IReadOnlyList<SpokeConnection>> PreparedAsync(string[] spokes, params string[] services)
    {
        var hub = (await DoAsync(new NewHub(), Hub(services))).Result<Hub>();
        var connected = await DoAsync(
            new ConnectSpoke(),
            [.. spokes.Select(name => new ConnectSpokeRequest { Spoke = SpokeReference.To(Vpc(name)), Hub = HubReference.To(hub) })]
        );
        var zoned = await DoAsync(
            new AddPrivateZone(),
            [
                .. connected
                    .Results<SpokeConnection>()
                    .Select(spoke => new AddPrivateZoneRequest { Spoke = SpokeReference.To(spoke), Hub = HubReference.To(hub) }),
            ]
        );
        NewCalls();
        return zoned.Results<SpokeConnection>();
    }

    public void Dispose()
    {
        Access?.Dispose();
        _http.Dispose();
    }
}

/// <summary>The steps of an emitted object.</summary>
internal static class StepRecords
{
    public static ValueList<Step> Read(this ValueList<string> records) => records.Select(StepText.Parse).ToValueList();
}

/// <summary>Confirms every prompt by default, and records messages and output.</summary>
internal sealed class RecordingOperator : IOperator
{
    public bool IsDryRun { get; init; }

    public Func<PlanUnit, bool> Agrees { get; init; } = _ => true;

    /// <summary>A change in AWS during the confirmation.</summary>
    public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

    public List<PlanUnit> Asked { get; } = [];

    public List<string> Told { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<(Problem Problem, object? Target)> Failures { get; } = [];

    public List<object> Emitted { get; } = [];

    public IEnumerable<Step> AskedSteps => Asked.SelectMany(unit => unit.Steps);

    public async Task<bool> ConfirmAsync(PlanUnit unit, CancellationToken cancellationToken)
    {
        Asked.Add(unit);
        await Meanwhile();
        return !IsDryRun && Agrees(unit);
    }

    public void ReportStatus(string message) => Told.Add(message);

    public void Warn(string message) => Warnings.Add(message);

    public void Report(OperationProgress progress) => Told.Add($"{progress.Activity}: {progress.Done}/{progress.Total} {progress.Status}");

    public void Fail(Problem problem, object? target) => Failures.Add((problem, target));

    public void Emit(object result) => Emitted.Add(result);

    /// <summary>The only result; failures are shown instead.</summary>
    public T Result<T>() => Assert.Single(Results<T>());

    public IReadOnlyList<T> Results<T>()
    {
        Assert.Empty(Failures.Select(failure => $"{failure.Problem.Code} {failure.Problem}"));
        return [.. Emitted.Cast<T>()];
    }
}
