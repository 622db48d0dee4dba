using Amazon.EC2.Model;
using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Aws.Reading;
using EndpointHub.Aws.Sessions;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Services;
using EndpointHub.Sandbox.Settings;
using EndpointHub.Testing.Simulation;
using EndpointHub.Topology;

namespace EndpointHub.AwsTests.Operations;

/// <summary>Hubs with many services in an empty account of any region, each in one availability zone and with one spoke without endpoints.</summary>
internal sealed class HubOfRegion(AwsSandbox sandbox, AwsAccess access)
{
    private int _vpcs;

    public static void Run(string region, ServiceCatalog services, Func<HubOfRegion, Task> test)
    {
        var clock = new VirtualClock();
        Pump.Run(
            clock,
            async () =>
            {
                using var sandbox = new AwsSandbox(new SandboxOptions { Time = clock, Services = services });
                using var http = new SandboxMessageHandler(sandbox);
                var host = new HostEnvironment { VpcOfHost = static _ => Task.FromResult<string?>(null) };
                var runtime = new AwsRuntime
                {
                    Host = host,
                    Clock = clock,
                    Jitter = static () => 0.5,
                    Http = http,
                };
                var keys = new AwsSettings
                {
                    Region = region,
                    AccessKey = "123456789012",
                    SecretKey = "secret",
                };
                using var access = await AwsAccess.OpenAsync(keys, hubSettings: null, runtime, CancellationToken.None);
                await test(new HubOfRegion(sandbox, access));
            }
        );
    }

    /// <summary>Creates a hub with its zones.</summary>
    /// <param name="availabilityZone">Where its endpoints stand.</param>
    /// <param name="services">Full names.</param>
    public async Task<Hub> MakeAsync(string availabilityZone, IEnumerable<string> services)
    {
        var (vpcId, subnetId) = await VpcAsync(availabilityZone);
        var hub = await DoAsync<Hub, NewHubRequest>(
            new NewHub(),
            new()
            {
                Name = $"hub-{vpcId}",
                VpcId = vpcId,
                SubnetIds = ValueList.Of(subnetId),
                Services = services.ToValueList(),
            }
        );
        return await DoAsync<Hub, AddPrivateZoneRequest>(new AddPrivateZone(), new() { Hub = HubReference.To(hub) });
    }

    /// <summary>Connects a spoke to a hub and cuts it over.</summary>
    /// <returns>The spoke.</returns>
    public async Task<string> MoveSpokeAsync(Hub hub, string availabilityZone)
    {
        var (vpcId, _) = await VpcAsync(availabilityZone);
        var connected = await DoAsync<SpokeConnection, ConnectSpokeRequest>(
            new ConnectSpoke(),
            new() { Spoke = SpokeReference.To(vpcId), Hub = HubReference.To(hub) }
        );
        await DoAsync<SpokeConnection, CutOverRequest>(
            new CutOver(),
            new() { Spoke = SpokeReference.To(connected), Allowed = ValueList.Of("HiddenNames") }
        );
        return vpcId;
    }

    /// <summary>The steps of a migration of a spoke without endpoints, from no hub to the cut-over, in a dry run and then in a run.</summary>
    /// <param name="services">Full names.</param>
    public async Task<(IReadOnlyList<string> DryRun, IReadOnlyList<string> Run)> StepsAsync(IReadOnlyCollection<string> services)
    {
        var availabilityZone = $"{access.Hub.Location.Region}a";
        var (hubVpc, spokeVpc) = (await VpcAsync(availabilityZone), await VpcAsync(availabilityZone));
        return (await StepsAsync(isDryRun: true), await StepsAsync(isDryRun: false));

        async Task<IReadOnlyList<string>> StepsAsync(bool isDryRun)
        {
            var hub = await DoAsync<Hub, NewHubRequest>(
                new NewHub(),
                new()
                {
                    Name = "projected",
                    VpcId = hubVpc.VpcId,
                    SubnetIds = ValueList.Of(hubVpc.SubnetId),
                    Services = services.ToValueList(),
                },
                isDryRun
            );
            var connected = await DoAsync<SpokeConnection, ConnectSpokeRequest>(
                new ConnectSpoke(),
                new() { Spoke = SpokeReference.To(spokeVpc.VpcId), Hub = HubReference.To(hub) },
                isDryRun
            );
            var zoned = await DoAsync<SpokeConnection, AddPrivateZoneRequest>(
                new AddPrivateZone(),
                new() { Spoke = SpokeReference.To(connected), Hub = HubReference.To(hub) },
                isDryRun
            );
            var moved = await DoAsync<SpokeConnection, CutOverRequest>(new CutOver(), new() { Spoke = SpokeReference.To(zoned) }, isDryRun);
            return moved.Steps;
        }
    }

    /// <summary>The endpoints in a hub's VPC.</summary>
    public Task<NetworkSnapshot> ReadAsync(Hub hub) =>
        access.Reader.ReadAsync(
            new SnapshotScope { Vpcs = ValueList.Of(new ScopedVpc(hub.HubVpcId, access.Hub.Location)), HubVpcIds = ValueList.Of(hub.HubVpcId) },
            CancellationToken.None
        );

    /// <summary>The addresses of a name.</summary>
    public IEnumerable<string> Resolve(string vpcId, string name) => sandbox.Resolve(vpcId, name).Addresses;

    private async Task<(string VpcId, string SubnetId)> VpcAsync(string availabilityZone)
    {
        var ec2 = access.Spoke.Ec2;
        var vpcId = (await ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = $"10.{++_vpcs}.0.0/16" })).Vpc!.VpcId!;
        await ec2.ModifyVpcAttributeAsync(new ModifyVpcAttributeRequest { VpcId = vpcId, EnableDnsHostnames = true });
        var subnet = await ec2.CreateSubnetAsync(
            new CreateSubnetRequest
            {
                VpcId = vpcId,
                CidrBlock = $"10.{_vpcs}.0.0/24",
                AvailabilityZone = availabilityZone,
            }
        );
        return (vpcId, subnet.Subnet!.SubnetId!);
    }

    private async Task<TResult> DoAsync<TResult, TRequest>(Operation<TRequest> operation, TRequest request, bool isDryRun = false)
        where TRequest : OperationRequest =>
        (await SimulatedAws.DoAsync(access, new RecordingOperator { IsDryRun = isDryRun }, operation, request)).Result<TResult>();
}
