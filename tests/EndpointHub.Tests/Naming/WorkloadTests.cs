namespace EndpointHub.Tests.Naming;

/// <summary>The services that workloads need, from AWS's user guides.</summary>
public sealed class WorkloadTests
{
    [Theory]
    [InlineData(Workload.Fargate, null, "ecr.api, ecr.dkr")]
    [InlineData(Workload.Fargate, "LATEST", "ecr.api, ecr.dkr")]
    [InlineData(Workload.Fargate, "1.4.0", "ecr.api, ecr.dkr")]
    [InlineData(Workload.Fargate, "1.10.0", "ecr.api, ecr.dkr")]
    [InlineData(Workload.Fargate, "1.3.0", "ecr.dkr")]
    [InlineData(Workload.EcsEc2, null, "ecr.api, ecr.dkr, ecs, ecs-agent, ecs-telemetry")]
    [InlineData(Workload.SessionManager, null, "ec2messages, ssm, ssmmessages")]
    public void A_workload_requires_its_documented_services(Workload workload, string? version, string services) =>
        Assert.Equal(
            services,
            new WorkloadOptions { Workloads = ValueList.Of(workload), PlatformVersion = version }
                .Services()
                .ToString()
        );

    [Fact]
    public void Each_feature_adds_its_service()
    {
        var fargate = new WorkloadOptions { Workloads = ValueList.Of(Workload.Fargate) };

        Assert.Equal(["ssmmessages"], Added(fargate with { EcsExec = true }));
        Assert.Equal(["logs"], Added(fargate with { AwsLogs = true }));
        Assert.Equal(["secretsmanager"], Added(fargate with { SecretsManager = true }));
        Assert.Equal(["ssm"], Added(fargate with { ParameterStore = true }));
        Assert.Equal(["kms"], Added(fargate with { KmsKey = true }));
        Assert.Equal(["logs"], new WorkloadOptions { AwsLogs = true }.Services());

        IEnumerable<string> Added(WorkloadOptions options) => options.Services().Except(fargate.Services());
    }

    [Fact]
    public void A_service_needed_by_several_workloads_is_listed_once() =>
        Assert.Equal(
            "ec2messages, ecr.api, ecr.dkr, ssm, ssmmessages",
            new WorkloadOptions
            {
                Workloads = ValueList.Of(Workload.Fargate, Workload.SessionManager),
                EcsExec = true,
                ParameterStore = true,
            }
                .Services()
                .ToString()
        );

    [Theory]
    [InlineData(Workload.Fargate, true)]
    [InlineData(Workload.EcsEc2, true)]
    [InlineData(Workload.SessionManager, false)]
    public void Workloads_that_run_tasks_read_image_layers(Workload workload, bool pulls) =>
        Assert.Equal(pulls, new WorkloadOptions { Workloads = ValueList.Of(workload) }.PullsImages);

    [Theory]
    [InlineData(Workload.Fargate, "newest", "MalformedPlatformVersion")]
    [InlineData(Workload.Fargate, "1.4", "MalformedPlatformVersion")]
    [InlineData(Workload.EcsEc2, "1.4.0", "PlatformVersionWithoutFargate")]
    [InlineData(Workload.Fargate, "1.4.0", null)]
    [InlineData(Workload.Fargate, "latest", null)]
    [InlineData(Workload.EcsEc2, null, null)]
    public void An_invalid_version_is_refused(Workload workload, string? version, string? code) =>
        Assert.Equal(
            code,
            new WorkloadOptions { Workloads = ValueList.Of(workload), PlatformVersion = version }
                .Validate()
                ?.Code
        );
}
