using Amazon.EC2;
using Amazon.EC2.Model;
using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Pacing;
using EndpointHub.Planning;
using EndpointHub.Sandbox.Http;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Testing.Simulation;

namespace EndpointHub.Testing.Fleet;

/// <summary>
/// Migrates many spokes with many services on a virtual clock with the request quotas of AWS, and measures the duration and the number of API
/// calls. Every duration of AWS is fixed, so that the shortest possible time can be calculated.
/// </summary>
internal sealed class FleetRun : IDisposable
{
    private static readonly string[] KnownServices =
    [
        "ecr.api",
        "ecr.dkr",
        "ssm",
        "ssmmessages",
        "ec2messages",
        "logs",
        "secretsmanager",
        "kms",
        "sts",
        "lambda",
        "monitoring",
        "ecs",
        "ecs-agent",
        "ecs-telemetry",
        "sns",
        "sqs",
        "events",
        "kinesis-firehose",
        "sagemaker.api",
        "sagemaker.runtime",
    ];

    private readonly SimulatedAws _aws;
    private readonly int _spokes;
    private readonly string[] _services;
    private readonly List<FleetStage> _stages = [];

    private FleetRun(int spokes, int services)
    {
        _spokes = spokes;
        _services = KnownServices[..services];
        _aws = new SimulatedAws(seed: 1, options => options with { Throttles = true, Durations = Settling });
    }

    /// <summary>Fixed durations of asynchronous changes in AWS.</summary>
    public static Durations Settling { get; } =
        new()
        {
            EndpointAvailable = new(60, 60),
            EndpointModified = new(30, 30),
            PrivateDnsGone = new(20, 20),
            EndpointDeleted = new(60, 60),
            InterfaceGone = new(30, 30),
            ZoneChange = new(30, 30),
            PeeringRequested = new(2, 2),
            PeeringProvisioned = new(5, 5),
            NetworkChange = default,
        };

    /// <summary>Runs the migration twice.</summary>
    /// <param name="spokes">The number of spokes, at most 200.</param>
    /// <param name="services">The number of services in each spoke, at most 20.</param>
    /// <returns>The stages in order.</returns>
    public static IReadOnlyList<FleetStage> Of(int spokes, int services)
    {
        using var run = new FleetRun(spokes, services);
        Pump.Run(run._aws.Clock, run.RunAsync);
        return run._stages;
    }

    public void Dispose() => _aws.Dispose();

    private async Task RunAsync()
    {
        using var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, _aws.Direct, CancellationToken.None);
        var ec2 = access.Spoke.Ec2;
        var (hubVpc, hubSubnets) = await VpcAsync(ec2, "10.255.0.0/16", ["10.255.1.0/24", "10.255.2.0/24"]);
        var spokes = new List<string>();
        for (var i = 0; i < _spokes; i++)
        {
            var (vpc, subnets) = await VpcAsync(ec2, $"10.{i}.0.0/16", [$"10.{i}.1.0/24", $"10.{i}.2.0/24"]);
            foreach (var service in _services)
            {
                await ec2.CreateVpcEndpointAsync(
                    new CreateVpcEndpointRequest
                    {
                        VpcId = vpc,
                        VpcEndpointType = VpcEndpointType.Interface,
                        ServiceName = $"com.amazonaws.{SimulatedAws.Region}.{service}",
                        SubnetIds = [subnets[0]],
                        PrivateDnsEnabled = true,
                    }
                );
            }

            spokes.Add(vpc);
        }

        // All changes complete, and every token bucket refills.
        await _aws.Clock.DelayAsync(TimeSpan.FromMinutes(10), CancellationToken.None);
        await JobAsync(hubVpc, hubSubnets, spokes);
        await JobAsync(hubVpc, hubSubnets, spokes);
    }

    private Task JobAsync(string hubVpc, ValueList<string> hubSubnets, List<string> spokes) =>
        MigrationPipeline.RunAsync(
            new NewHubRequest
            {
                Name = "shared",
                VpcId = hubVpc,
                SubnetIds = hubSubnets,
                Services = _services.ToValueList(),
            },
            spokes,
            StageAsync
        );

    private async Task<IReadOnlyList<object>> StageAsync(string name, Func<OperationContext, Task> command)
    {
        var recorder = new RecordingOperator(isDryRun: false);
        var since = _aws.Clock.GetUtcNow();
        var calls = _aws.Sandbox.Requests.Count;
        using (var access = await AwsAccess.OpenAsync(SimulatedAws.Settings, hubSettings: null, _aws.Direct, CancellationToken.None))
            await command(new OperationContext { Operator = recorder, Access = access });
        if (recorder.Failures.Count > 0)
            throw new InvalidOperationException($"{name}: {recorder.Failures[0].Problem.Code} {recorder.Failures[0].Problem}");

        _stages.Add(
            new FleetStage(
                name,
                _aws.Clock.GetUtcNow() - since,
                [.. recorder.Asked.SelectMany(unit => unit.Steps)],
                [.. _aws.Sandbox.Requests.Skip(calls)]
            )
        );
        return [.. recorder.Results];
    }

    private static async Task<(string VpcId, ValueList<string> SubnetIds)> VpcAsync(IAmazonEC2 ec2, string cidr, string[] blocks)
    {
        var vpc = (await ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = cidr })).Vpc!.VpcId!;
        await ec2.ModifyVpcAttributeAsync(new ModifyVpcAttributeRequest { VpcId = vpc, EnableDnsHostnames = true });
        var subnets = new List<string>();
        foreach (var (block, zone) in blocks.Zip(["a", "c"]))
        {
            subnets.Add((
                    await ec2.CreateSubnetAsync(
                        new CreateSubnetRequest
                        {
                            VpcId = vpc,
                            CidrBlock = block,
                            AvailabilityZone = SimulatedAws.Region + zone,
                        }
                    )
                ).Subnet!.SubnetId!);
        }

        return (vpc, subnets.ToValueList());
    }
}

/// <summary>One command of the migration.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Took">The duration on the virtual clock.</param>
/// <param name="Steps">The executed steps.</param>
/// <param name="Calls">Every API call.</param>
internal sealed record FleetStage(string Name, TimeSpan Took, IReadOnlyList<Step> Steps, IReadOnlyList<RequestLogEntry> Calls)
{
    /// <summary>The number of throttled calls.</summary>
    public int Throttled => Calls.Count(call => call.Error is "RequestLimitExceeded" or "Throttling");
}
