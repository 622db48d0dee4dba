using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EndpointHub.Lab.Options;

namespace EndpointHub.Lab.Bench;

/// <summary>
/// How soon <c>serve</c> is ready and how long Describe calls take, over HTTP, on many resources of one kind. A figure is the median of the runs after the first, which is shown beside it: it
/// still compiles. The ratio is of the median to what is promised: 1 s, and 50 ms at 5,000 resources.
/// </summary>
internal static class SandboxBench
{
    private const double ReadyPromised = 1000;
    private const double AnswerPromised = 50;
    private const int Asked = 100;

    /// <summary>What is described, how a request names one by its id, and how many are made.</summary>
    private static readonly Kind[] Kinds =
    [
        new("DescribeVpcs", "VpcId", MakeVpcsAsync),
        new("DescribeSubnets", "SubnetId", MakeSubnetsAsync),
        new("DescribeSecurityGroups", "GroupId", (sandbox, count) => MakeInOneVpcAsync(sandbox, count - 1, "CreateSecurityGroup", "sg-0",
            i => [("GroupName", string.Create(CultureInfo.InvariantCulture, $"g{i}")), ("GroupDescription", "d")])),
        new("DescribeRouteTables", "RouteTableId", (sandbox, count) => MakeInOneVpcAsync(sandbox, count - 1, "CreateRouteTable", "rtb-0", _ => [])),
        new("DescribeVpcEndpoints", "VpcEndpointId", (sandbox, count) => MakeEndpointsAsync(sandbox, count, "vpce-0")),
        new("DescribeNetworkInterfaces", "NetworkInterfaceId", (sandbox, count) => MakeEndpointsAsync(sandbox, count, "eni-0")),
    ];

    public static Command Command()
    {
        var resources = LabOptions.Number("--resources", 5000, "The number of resources of each kind.");
        var runs = LabOptions.Number("--runs", 15, "The number of runs.");
        var json = LabOptions.Json();
        var command = new Command("sandbox", "Measures how soon the sandbox is ready and how long Describe calls take.") { resources, runs, json };
        command.SetAction(result => RunAsync(result.GetValue(resources), result.GetValue(runs), result.GetValue(json), result.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> RunAsync(int count, int runs, bool asJson, TextWriter output)
    {
        var isKept = await SayAsync(Figure.Of("serve is ready", 1, await RepeatedAsync(runs, ReadyAsync), ReadyPromised));
        foreach (var kind in Kinds)
        {
            await using var sandbox = await ServedSandbox.StartAsync("--speed", "1000000");
            var (vpc, ids) = await kind.MakeAsync(sandbox, count);
            foreach (var (what, parameters) in Questions(kind, vpc, ids))
                isKept &= await SayAsync(Figure.Of($"{kind.Action}, {what}", count, await RepeatedAsync(runs, async () => (await sandbox.AskAsync(kind.Action, parameters)).Time), AnswerPromised));
        }

        return isKept ? 0 : 1;

        async Task<bool> SayAsync(Figure figure)
        {
            await output.WriteLineAsync(asJson ? JsonSerializer.Serialize(figure, JsonSerializerOptions.Web) : figure.ToString());
            return figure.Ratio <= 1;
        }
    }

    private static IEnumerable<(string What, (string Name, string Value)[] Parameters)> Questions(Kind kind, string vpc, IReadOnlyList<string> ids)
    {
        yield return ("all", []);
        yield return ($"a page of {Asked}", [("MaxResults", Asked.ToString(CultureInfo.InvariantCulture))]);
        yield return ("those of a VPC", [("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", vpc)]);
        yield return ("by a tag that none has", [("Filter.1.Name", "tag:env"), ("Filter.1.Value.1", "dev*")]);
        yield return ($"{Asked} by id", [.. ids.TakeLast(Asked).Select((id, i) => (string.Create(CultureInfo.InvariantCulture, $"{kind.IdParameter}.{i + 1}"), id))]);
    }

    private static async Task<(string Vpc, IReadOnlyList<string> Ids)> MakeVpcsAsync(ServedSandbox sandbox, int count)
    {
        var ids = new List<string>();
        while (ids.Count < count) ids.Add(await VpcAsync(sandbox));
        return (ids[^1], ids);
    }

    private static async Task<(string Vpc, IReadOnlyList<string> Ids)> MakeSubnetsAsync(ServedSandbox sandbox, int count)
    {
        const int PerVpc = 200;
        var (vpc, ids) = ("", new List<string>());
        while (ids.Count < count)
        {
            if (ids.Count % PerVpc == 0) vpc = await VpcAsync(sandbox);
            ids.Add(await SubnetAsync(sandbox, vpc, ids.Count % PerVpc));
        }

        return (vpc, ids);
    }

    private static async Task<(string Vpc, IReadOnlyList<string> Ids)> MakeInOneVpcAsync(
        ServedSandbox sandbox, int count, string action, string prefix, Func<int, (string, string)[]> parameters)
    {
        var (vpc, ids) = (await VpcAsync(sandbox), new List<string>());
        for (var i = 0; i < count; i++) ids.Add(await sandbox.MakeAsync(action, prefix, [("VpcId", vpc), .. parameters(i)]));
        return (vpc, ids);
    }

    /// <summary>Endpoints of one interface each, so that as many interfaces are made.</summary>
    /// <param name="prefix">Of the ids wanted: the endpoints' or their interfaces'.</param>
    private static async Task<(string Vpc, IReadOnlyList<string> Ids)> MakeEndpointsAsync(ServedSandbox sandbox, int count, string prefix)
    {
        const int PerVpc = 50;
        var (vpc, subnet, ids) = ("", "", new List<string>());
        while (ids.Count < count)
        {
            if (ids.Count % PerVpc == 0)
            {
                vpc = await VpcAsync(sandbox);
                subnet = await SubnetAsync(sandbox, vpc, 0);
            }

            ids.Add(await sandbox.MakeAsync("CreateVpcEndpoint", prefix, ("VpcId", vpc), ("VpcEndpointType", "Interface"), ("ServiceName", "com.amazonaws.ap-northeast-1.kms"),
                ("SubnetId.1", subnet), ("PrivateDnsEnabled", "false")));
        }

        return (vpc, ids);
    }

    private static Task<string> VpcAsync(ServedSandbox sandbox) => sandbox.MakeAsync("CreateVpc", "vpc-0", ("CidrBlock", "10.0.0.0/16"));

    private static Task<string> SubnetAsync(ServedSandbox sandbox, string vpc, int third) =>
        sandbox.MakeAsync("CreateSubnet", "subnet-0", ("VpcId", vpc), ("CidrBlock", string.Create(CultureInfo.InvariantCulture, $"10.0.{third}.0/24")));

    private static async Task<TimeSpan> ReadyAsync()
    {
        await using var sandbox = await ServedSandbox.StartAsync();
        return sandbox.ReadyIn;
    }

    private static async Task<IReadOnlyList<double>> RepeatedAsync(int runs, Func<Task<TimeSpan>> measure)
    {
        var times = new List<double>();
        for (var i = 0; i <= runs; i++) times.Add((await measure()).TotalMilliseconds);
        return times;
    }

    private sealed record Kind(string Action, string IdParameter, Func<ServedSandbox, int, Task<(string Vpc, IReadOnlyList<string> Ids)>> MakeAsync);

    /// <param name="What">What was measured.</param>
    /// <param name="Resources">How many resources of the kind there were.</param>
    /// <param name="First">Of the very first run, in milliseconds.</param>
    /// <param name="Milliseconds">The median of the others.</param>
    /// <param name="Worst">The longest of the others.</param>
    /// <param name="Promised">What it may take, in milliseconds.</param>
    private sealed record Figure(string What, int Resources, double First, double Milliseconds, double Worst, double Promised)
    {
        public double Ratio => Milliseconds / Promised;

        public static Figure Of(string what, int resources, IReadOnlyList<double> times, double promised)
        {
            var others = times.Skip(1).Order().ToList();
            return new(what, resources, times[0], others[others.Count / 2], others[^1], promised);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{What} ({Resources}): {Milliseconds:0.0} ms in the median, {First:0.0} the first time, {Worst:0.0} at worst; {Ratio:0.00} of what is promised");
    }
}
