using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EndpointHub.Lab.Options;

namespace EndpointHub.Lab.Bench;

/// <summary>
/// The startup time of <c>serve</c> and the duration of Describe calls over HTTP with many resources of one kind. A figure is the median of all runs
/// except the first, which is shown separately because it includes JIT compilation. The ratio compares the median with the limit: 1 s, and 50 ms at
/// 5,000 resources.
/// </summary>
internal static class SandboxBench
{
    private const double ReadyPromised = 1000;
    private const double AnswerPromised = 50;
    private const int Asked = 100;

    /// <summary>A Describe action, its id parameter, and the number of resources.</summary>
    private static readonly Kind[] Kinds =
    [
        new("DescribeVpcs", "VpcId", MakeVpcsAsync),
        new("DescribeSubnets", "SubnetId", MakeSubnetsAsync),
        new(
            "DescribeSecurityGroups",
            "GroupId",
            (sandbox, count) =>
                MakeInOneVpcAsync(
                    sandbox,
                    count - 1,
                    "CreateSecurityGroup",
                    "sg-0",
                    i => [("GroupName", string.Create(CultureInfo.InvariantCulture, $"g{i}")), ("GroupDescription", "d")]
                )
        ),
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
        command.SetAction(result =>
            RunAsync(result.GetValue(resources), result.GetValue(runs), result.GetValue(json), result.InvocationConfiguration.Output)
        );
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
            {
                isKept &= await SayAsync(
                    Figure.Of(
                        $"{kind.Action}, {what}",
                        count,
                        await RepeatedAsync(runs, async () => (await sandbox.AskAsync(kind.Action, parameters)).Time),
                        AnswerPromised
                    )
                );
            }
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
        yield return ("by a tag without matches", [("Filter.1.Name", "tag:env"), ("Filter.1.Value.1", "dev*")]);
        yield return (
            $"{Asked} by id",
            [.. ids.TakeLast(Asked).Select((id, i) => (string.Create(CultureInfo.InvariantCulture, $"{kind.IdParameter}.{i + 1}"), id))]
        );
    }

    private static async Task<(string Vpc, IReadOnlyList<string> Ids)> MakeVpcsAsync(ServedSandbox sandbox, int count)
    {
        var ids = new List<string>();
        while (ids.Count < count)
            ids.Add(await VpcAsync(sandbox));
        return (ids[^1], ids);
    }

    private static async Task<(string Vpc, IReadOnlyList<string> Ids)> MakeSubnetsAsync(ServedSandbox sandbox, int count)
    {
        const int PerVpc = 200;
        var (vpc, ids) = ("", new List<string>());
        while (ids.Count < count)
        {
            if (ids.Count % PerVpc == 0)
                vpc = await VpcAsync(sandbox);
            ids.Add(await SubnetAsync(sandbox, vpc, ids.Count % PerVpc));
        }

        return (vpc, ids);
    }

    private static async Task<(string Vpc, IReadOnlyList<string> Ids)> MakeInOneVpcAsync(
        ServedSandbox sandbox,
        int count,
        string action,
        string prefix,
        Func<int, (string, string)[]> parameters
    )
    {
        var (vpc, ids) = (await VpcAsync(sandbox), new List<string>());
        for (var i = 0; i < count; i++)
            ids.Add(await sandbox.MakeAsync(action, prefix, [("VpcId", vpc), .. parameters(i)]));
        return (vpc, ids);
    }

    /// <summary>Endpoints with one network interface each.</summary>
    /// <param name="prefix">The prefix of the returned ids: endpoints or network interfaces.</param>
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

            ids.Add(
                await sandbox.MakeAsync(
                    "CreateVpcEndpoint",
                    prefix,
                    ("VpcId", vpc),
                    ("VpcEndpointType", "Interface"),
                    ("ServiceName", "com.amazonaws.ap-northeast-1.kms"),
                    ("SubnetId.1", subnet),
                    ("PrivateDnsEnabled", "false")
                )
            );
        }

        return (vpc, ids);
    }

    private static Task<string> VpcAsync(ServedSandbox sandbox) => sandbox.MakeAsync("CreateVpc", "vpc-0", ("CidrBlock", "10.0.0.0/16"));

    private static Task<string> SubnetAsync(ServedSandbox sandbox, string vpc, int third) =>
        sandbox.MakeAsync(
            "CreateSubnet",
            "subnet-0",
            ("VpcId", vpc),
            ("CidrBlock", string.Create(CultureInfo.InvariantCulture, $"10.0.{third}.0/24"))
        );

    private static async Task<TimeSpan> ReadyAsync()
    {
        await using var sandbox = await ServedSandbox.StartAsync();
        return sandbox.ReadyIn;
    }

    private static async Task<IReadOnlyList<double>> RepeatedAsync(int runs, Func<Task<TimeSpan>> measure)
    {
        var times = new List<double>();
        for (var i = 0; i <= runs; i++)
            times.Add((await measure()).TotalMilliseconds);
        return times;
    }

    private sealed record Kind(string Action, string IdParameter, Func<ServedSandbox, int, Task<(string Vpc, IReadOnlyList<string> Ids)>> MakeAsync);

    /// <param name="What">The measured operation.</param>
    /// <param name="Resources">The number of resources of the kind.</param>
    /// <param name="First">The duration of the first run, in milliseconds.</param>
    /// <param name="Milliseconds">The median of the other runs.</param>
    /// <param name="Worst">The maximum of the other runs.</param>
    /// <param name="Promised">The limit, in milliseconds.</param>
    private sealed record Figure(string What, int Resources, double First, double Milliseconds, double Worst, double Promised)
    {
        public double Ratio => Milliseconds / Promised;

        public static Figure Of(string what, int resources, IReadOnlyList<double> times, double promised)
        {
            var others = times.Skip(1).Order().ToList();
            return new(what, resources, times[0], others[others.Count / 2], others[^1], promised);
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{What} ({Resources}): {Milliseconds:0.0} ms median, {First:0.0} ms first run, {Worst:0.0} ms maximum; {Ratio:0.00} of the limit"
            );
    }
}
