using Amazon.EC2.Model;
using EndpointHub.Aws.Operations;
using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>One spoke and one service on their way from an endpoint of their own to the hub's: looked at, rehearsed, done, checked and done again.</summary>
internal sealed class Journey(TourSandbox aws, AwsAccess access, IAnsiConsole console)
{
    private const string Hub = "shared";
    private const string Service = "ecr.dkr";
    private const string FullService = $"com.amazonaws.ap-northeast-1.{Service}";

    private readonly List<CutoverWindow> _windows = [];

    public async Task<TourReport> GoAsync(CancellationToken cancellationToken)
    {
        var vpcs = await access.Spoke.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), cancellationToken);
        string Named(string name) => vpcs.Vpcs!.Single(vpc => vpc.Tags?.Exists(tag => tag.Key == "Name" && tag.Value == name) == true).VpcId!;
        var (spoke, hub) = (Named("dev"), Named("shared"));
        var begin = aws.Now;

        Chapter("Before");
        var before = await EndpointsAsync(spoke, hub, cancellationToken);
        Show(spoke, $"123456789012.dkr.ecr.{access.Spoke.Region}.amazonaws.com");

        Chapter("The rehearsal: every step, and nothing changed");
        await JobAsync(spoke, hub, isRehearsal: true, cancellationToken);

        Chapter("The same for real");
        var (_, paths) = await JobAsync(spoke, hub, isRehearsal: false, cancellationToken);
        Show(spoke, $"123456789012.dkr.ecr.{access.Spoke.Region}.amazonaws.com");

        Chapter("How long each name was without a private answer");
        var gaps = Gaps(spoke, begin).ToList();
        foreach (var gap in gaps)
            console.MarkupLineInterpolated($"    {gap.Name,-52} {gap.Seconds,6:0.0} s [grey](announced: within {gap.AnnouncedSeconds:0.0} s)[/]");

        Chapter("Everything a second time");
        var (again, _) = await JobAsync(spoke, hub, isRehearsal: false, cancellationToken);
        console.MarkupLineInterpolated($"    {again} steps left to do");

        var after = await EndpointsAsync(spoke, hub, cancellationToken);
        return new TourReport(
            before, after, paths.Sum(Reachable), paths.Sum(path => path.Subnets.Count), gaps, again, aws.Calls());
    }

    private async Task<(int Steps, IReadOnlyList<EndpointPath> Paths)> JobAsync(
        string spokeVpcId, string hubVpcId, bool isRehearsal, CancellationToken cancellationToken)
    {
        var subnets = await access.Spoke.Ec2.DescribeSubnetsAsync(
            new DescribeSubnetsRequest { Filters = [new Filter { Name = "vpc-id", Values = [hubVpcId] }] }, cancellationToken);
        var steps = 0;

        async Task<IReadOnlyList<T>> StageAsync<T, TRequest>(Operation<TRequest> operation, IEnumerable<TRequest> requests)
            where TRequest : OperationRequest
        {
            var who = new TourOperator(console, isRehearsal);
            await operation.RunAsync([.. requests], new OperationContext { Operator = who, Access = access }, cancellationToken);
            steps += who.Steps;
            return who.Results<T>();
        }

        var hubs = await StageAsync<Hub, NewHubRequest>(new NewHub(), [
            new NewHubRequest
            {
                Name = Hub, VpcId = hubVpcId, SubnetIds = subnets.Subnets!.Select(subnet => subnet.SubnetId!).ToValueList(), Services = ValueList.Of(Service),
            },
        ]);
        var connected = await StageAsync<SpokeConnection, ConnectSpokeRequest>(new ConnectSpoke(), hubs.Select(hub =>
            new ConnectSpokeRequest { Spoke = SpokeReference.To(spokeVpcId), Hub = HubReference.To(hub) }));
        var zoned = await StageAsync<SpokeConnection, AddPrivateZoneRequest>(new AddPrivateZone(), connected.Select(SpokeReference.To).Select(spoke =>
            new AddPrivateZoneRequest { Spoke = spoke, Hub = spoke.Hub! }));
        var cutOver = await StageAsync<SpokeConnection, DisablePrivateDnsRequest>(new DisablePrivateDns(), zoned.Select(spoke =>
            new DisablePrivateDnsRequest { Spoke = SpokeReference.To(spoke) }));
        _windows.AddRange(cutOver.SelectMany(spoke => spoke.CutoverWindows));
        var paths = await StageAsync<EndpointPath, TestPathRequest>(new TestPath(), cutOver.Select(spoke =>
            new TestPathRequest { Spoke = SpokeReference.To(spoke) }));
        foreach (var path in paths)
            console.MarkupLineInterpolated($"  [bold]{path.Verdict}[/] {path.ServiceName} from {path.Subnets.Count} subnets of {path.VpcId}");
        await StageAsync<RemovedEndpoint, RemoveSpokeEndpointRequest>(new RemoveSpokeEndpoint(), cutOver.Select(spoke =>
            new RemoveSpokeEndpointRequest { Spoke = SpokeReference.To(spoke), Force = true }));
        return (steps, paths);
    }

    private IEnumerable<CutoverGap> Gaps(string spoke, DateTimeOffset since) => _windows.SelectMany(window => new[] { window.ZoneName, $"123456789012.{window.ZoneName}" }
        .Select(name => new CutoverGap(spoke, FullService, name, aws.TimeWithoutAddress(spoke, name, since).TotalSeconds, window.Seconds)));

    private static int Reachable(EndpointPath path) => path.Names.Any(name => name.Verdict != PathVerdict.Reachable)
        ? 0
        : path.Subnets.Count(subnet => subnet.Verdict == PathVerdict.Reachable);

    private async Task<int> EndpointsAsync(string spoke, string hub, CancellationToken cancellationToken)
    {
        var answer = await access.Spoke.Ec2.DescribeVpcEndpointsAsync(
            new DescribeVpcEndpointsRequest
            {
                Filters = [new Filter { Name = "vpc-id", Values = [spoke, hub] }, new Filter { Name = "service-name", Values = [FullService] }, new Filter { Name = "vpc-endpoint-state", Values = ["available", "pending"] }],
            },
            cancellationToken);
        foreach (var endpoint in answer.VpcEndpoints ?? [])
            console.MarkupLineInterpolated($"    {endpoint.VpcEndpointId} in {endpoint.VpcId}: {endpoint.ServiceName}, private DNS {(endpoint.PrivateDnsEnabled == true ? "on" : "off")}");
        return answer.VpcEndpoints?.Count ?? 0;
    }

    private void Show(string vpcId, string name) => console.MarkupLineInterpolated($"    {name} answers {string.Join(", ", aws.Answer(vpcId, name))} in {vpcId}");

    private void Chapter(string title)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left });
    }
}
