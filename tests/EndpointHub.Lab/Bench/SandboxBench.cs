using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using EndpointHub.Sandbox;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.Lab.Bench;

/// <summary>
/// How soon <c>serve</c> is ready and how long Describe calls take, over HTTP, on many resources of one kind:
/// <c>bench sandbox [--resources N] [--runs N] [--json]</c>. The ratio is of a figure to what is promised: 1 s, and 50 ms at 5,000 resources.
/// </summary>
internal static class SandboxBench
{
    private const double ReadyPromised = 1000;
    private const double AnswerPromised = 50;

    public static async Task<int> RunAsync(string[] args)
    {
        int Option(string name, int fallback) => Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : fallback;
        var (count, runs) = (Option("--resources", 5000), Option("--runs", 9));
        var figures = new List<Figure> { new("serve is ready", 1, await BestAsync(3, ReadyAsync), ReadyPromised) };
        foreach (var (action, fill) in Kinds)
        {
            await using var host = await SandboxHost.StartAsync(new SandboxOptions { Durations = Sandbox.Settling.Durations.None });
            await fill(host.Sandbox, count);
            using var http = new HttpClient();
            figures.Add(new(action, count, await BestAsync(runs, () => AskAsync(http, host.Url, action, "")), AnswerPromised));
            figures.Add(new(action + ", a page of 100", count, await BestAsync(runs, () => AskAsync(http, host.Url, action, "&MaxResults=100")), AnswerPromised));
        }

        foreach (var figure in figures)
        {
            await Console.Out.WriteLineAsync(args.Contains("--json", StringComparer.Ordinal)
                ? JsonSerializer.Serialize(figure, JsonSerializerOptions.Web)
                : $"{figure.What} ({figure.Resources}): {figure.Milliseconds:0.0} ms, {figure.Ratio:0.00} of what is promised");
        }

        return figures.TrueForAll(f => f.Ratio <= 1) ? 0 : 1;
    }

    private static readonly (string Action, Func<AwsSandbox, int, Task> Fill)[] Kinds =
    [
        ("DescribeVpcs", async (sandbox, count) =>
        {
            for (var i = 0; i < count; i++) await CallAsync(sandbox, "CreateVpc", ("CidrBlock", "10.0.0.0/16"));
        }),
        ("DescribeSubnets", async (sandbox, count) =>
        {
            for (var (i, vpc) = (0, ""); i < count; i++)
            {
                if (i % 200 == 0) vpc = await CallAsync(sandbox, "CreateVpc", ("CidrBlock", "10.0.0.0/16"));
                await CallAsync(sandbox, "CreateSubnet", ("VpcId", vpc), ("CidrBlock", $"10.0.{i % 200}.0/24"));
            }
        }),
        ("DescribeSecurityGroups", async (sandbox, count) =>
        {
            var vpc = await CallAsync(sandbox, "CreateVpc", ("CidrBlock", "10.0.0.0/16"));
            for (var i = 1; i < count; i++) await CallAsync(sandbox, "CreateSecurityGroup", ("VpcId", vpc), ("GroupName", $"g{i}"), ("GroupDescription", "d"));
        }),
        ("DescribeRouteTables", async (sandbox, count) =>
        {
            var vpc = await CallAsync(sandbox, "CreateVpc", ("CidrBlock", "10.0.0.0/16"));
            for (var i = 1; i < count; i++) await CallAsync(sandbox, "CreateRouteTable", ("VpcId", vpc));
        }),
        ("DescribeVpcEndpoints", FillEndpointsAsync),
        ("DescribeNetworkInterfaces", FillEndpointsAsync),
    ];

    private static async Task FillEndpointsAsync(AwsSandbox sandbox, int count)
    {
        for (var (i, vpc, subnet) = (0, "", ""); i < count; i++)
        {
            if (i % 50 == 0)
            {
                vpc = await CallAsync(sandbox, "CreateVpc", ("CidrBlock", "10.0.0.0/16"));
                subnet = await CallAsync(sandbox, "CreateSubnet", ("VpcId", vpc), ("CidrBlock", "10.0.0.0/24"));
            }

            await CallAsync(sandbox, "CreateVpcEndpoint", ("VpcId", vpc), ("VpcEndpointType", "Interface"), ("ServiceName", "com.amazonaws.ap-northeast-1.kms"),
                ("SubnetId.1", subnet), ("PrivateDnsEnabled", "false"));
        }
    }

    /// <summary>The id of what was made.</summary>
    private static async Task<string> CallAsync(AwsSandbox sandbox, string action, params (string Name, string Value)[] parameters)
    {
        var body = $"Action={action}&Version=2016-11-15{string.Concat(parameters.Select(p => $"&{p.Name}={WebUtility.UrlEncode(p.Value)}"))}";
        var response = await sandbox.HandleAsync(new("POST", "/", "", Signed(), body));
        using var bytes = new MemoryStream(response.Body.ToArray());
        var xml = XDocument.Load(bytes);
        if (response.Status != 200) throw new InvalidOperationException($"{action}: {xml}");
        var id = action switch { "CreateVpc" => "vpcId", "CreateSubnet" => "subnetId", _ => null };
        return id is null ? "" : xml.Descendants().First(e => e.Name.LocalName == id).Value;
    }

    private static async Task<double> BestAsync(int runs, Func<Task<double>> measure)
    {
        var times = new List<double>();
        for (var i = 0; i < runs; i++) times.Add(await measure());
        return times.Min();
    }

    private static async Task<double> AskAsync(HttpClient http, string url, string action, string more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent($"Action={action}&Version=2016-11-15{more}") };
        foreach (var (name, value) in Signed()) request.Headers.TryAddWithoutValidation(name, value);
        var watch = Stopwatch.StartNew();
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        watch.Stop();
        return response.EnsureSuccessStatusCode() is not null ? watch.Elapsed.TotalMilliseconds : 0;
    }

    private static async Task<double> ReadyAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EndpointHub.Sandbox.dll"), "serve"]) { UseShellExecute = false, RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        watch.Stop();
        process.Kill();
        await process.WaitForExitAsync();
        return line?.StartsWith("listening on http://127.0.0.1:", StringComparison.Ordinal) == true ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"serve said: {line}");
    }

    private static Dictionary<string, string> Signed() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Authorization"] = $"AWS4-HMAC-SHA256 Credential={Caller.DefaultAccount}/20000101/ap-northeast-1/ec2/aws4_request, SignedHeaders=host, Signature=0",
    };

    /// <param name="What">What was measured.</param>
    /// <param name="Resources">How many resources of the kind there were.</param>
    /// <param name="Milliseconds">The best of all runs, which a busy machine stretches least.</param>
    /// <param name="Promised">What it may take, in milliseconds.</param>
    private sealed record Figure(string What, int Resources, double Milliseconds, double Promised)
    {
        public double Ratio => Milliseconds / Promised;
    }
}
