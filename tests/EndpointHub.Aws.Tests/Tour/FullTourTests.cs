using System.Text.Json;
using EndpointHub.AwsTests.Operations;
using EndpointHub.Sandbox.Http;
using EndpointHub.Tour;

namespace EndpointHub.AwsTests.Tour;

/// <summary>Compares the output of the tour with the state, the DNS history and the request log of its sandbox.</summary>
public sealed class FullTourTests
{
    private static readonly string[] Spokes = ["dev", "stg", "prd"];

    [Fact]
    public void The_tour_reports_the_resources_of_the_sandbox() =>
        SimulatedAws.Run(async aws =>
        {
            var before = await StateAsync(aws);
            var report = await new FullTour(aws.Sandbox, aws.Access, TourConsole.For(isSilent: true)).GoAsync(CancellationToken.None);
            var after = await StateAsync(aws);

            Assert.Equal(24, Interfaces(before).Count);
            Assert.Equal(Interfaces(before).Count, report.EndpointsBefore);
            Assert.Equal(8, Interfaces(after).Count);
            Assert.Equal(Interfaces(after).Count, report.EndpointsAfter);
            Assert.All(Interfaces(after), endpoint => Assert.Equal(aws.Vpc("shared"), Text(endpoint, "vpcId")));

            // Tokyo: 0.014 USD an hour and zone (PrivateLink), 0.50 USD a month and zone (Route 53).
            var zones = after.GetProperty("zones").EnumerateArray().Count(zone => Text(zone, "owner") == "123456789012");
            Assert.Equal(24 * 0.014m * 720, report.MonthlyBefore);
            Assert.Equal((8 * 0.014m * 720) + (zones * 0.50m), report.MonthlyAfter);
            Assert.Equal(
                [
                    new("USD", 241.92m, report.MonthlyAfter, 241.92m - report.MonthlyAfter),
                    new("JPY", 36_288m, report.MonthlyAfter * 150, 36_288m - (report.MonthlyAfter * 150)),
                ],
                report.Currency
            );

            var calls = await JsonAsync(aws, "requests");
            var reads = calls
                .EnumerateArray()
                .Count(call =>
                    Text(call, "action").StartsWith("Describe", StringComparison.Ordinal)
                    || Text(call, "action").StartsWith("Get", StringComparison.Ordinal)
                    || Text(call, "action").StartsWith("List", StringComparison.Ordinal)
                );
            Assert.Equal(new ApiCalls(reads, calls.GetArrayLength() - reads), report.ApiCalls);
            Assert.Equal(0, report.SecondRunSteps);
        });

    [Fact]
    public void Every_subnet_reaches_every_service_through_the_resolved_names() =>
        SimulatedAws.Run(async aws =>
        {
            var before = await StateAsync(aws);
            var report = await new FullTour(aws.Sandbox, aws.Access, TourConsole.For(isSilent: true)).GoAsync(CancellationToken.None);

            var subnets = Network(before)
                .GetProperty("subnets")
                .EnumerateArray()
                .Count(subnet => Spokes.Select(aws.Vpc).Contains(Text(subnet, "vpcId")));
            Assert.Equal(subnets * 8, report.PathsTotal);
            Assert.Equal(report.PathsTotal, report.PathsReachable);
            foreach (var (vpcId, name) in Names(before))
                Assert.All(aws.Sandbox.Resolve(vpcId, name).Addresses, address => Assert.StartsWith("10.255.", address, StringComparison.Ordinal));
        });

    [Fact]
    public void Every_reported_gap_equals_the_DNS_history() =>
        SimulatedAws.Run(async aws =>
        {
            var (before, began) = (await StateAsync(aws), aws.Sandbox.Now);
            var report = await new FullTour(aws.Sandbox, aws.Access, TourConsole.For(isSilent: true)).GoAsync(CancellationToken.None);

            Assert.Equal(Names(before).Order(), report.CutoverGaps.Select(gap => (gap.Spoke, gap.Name)).Order());
            foreach (var gap in report.CutoverGaps)
            {
                var history = (await JsonAsync(aws, $"dns-history?vpc={gap.Spoke}&name={gap.Name}"))
                    .EnumerateArray()
                    .Where(interval => Ends(interval) > began)
                    .ToList();
                var seconds = history
                    .Where(interval => interval.GetProperty("answer").GetProperty("addresses").GetArrayLength() == 0)
                    .Sum(interval => (Ends(interval) - Begins(interval)).TotalSeconds);

                Assert.True(gap.Seconds > 0, $"{gap.Name} has a gap in every cut-over.");
                Assert.Equal(seconds, gap.Seconds, tolerance: 0.001);
                Assert.Equal(
                    [true, false, true],
                    history.Select(interval => interval.GetProperty("answer").GetProperty("addresses").GetArrayLength() > 0)
                );
            }
        });

    [Fact]
    public void The_tour_prints_its_chapters_at_a_width_of_100_columns() =>
        SimulatedAws.Run(async aws =>
        {
            await using var text = new StringWriter();
            await new FullTour(aws.Sandbox, aws.Access, TourConsole.Plain(text)).GoAsync(CancellationToken.None);

            var lines = text.ToString().Split('\n');
            Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, 100));
            Assert.Equal(
                [
                    "Endpoints now",
                    "Monthly cost, now and with a hub",
                    "Dry run",
                    "Migration",
                    "Path test",
                    "Seconds without a private answer, for each name",
                    "Deletion of the spokes' own endpoints",
                    "Monthly cost now",
                    "Second run",
                    "Summary",
                ],
                lines.Where(line => line.StartsWith("──", StringComparison.Ordinal)).Select(line => line.Trim('─', ' ', '\r'))
            );
            Assert.Contains(lines, line => Words(line) == "Total USD 241.92 88.14 -153.78");
            Assert.Contains(lines, line => Words(line) == "Total JPY 36,288.00 13,221.00 -23,067.00");
            Assert.Contains(lines, line => Words(line) == "172 steps predicted, 0 API calls made changes.");
            Assert.Contains(lines, line => Words(line) == "24 endpoints deleted. 172 steps taken, 172 predicted.");
            Assert.Contains(lines, line => Words(line) == "0 steps left to do, 0 API calls made changes.");
            Assert.Contains(lines, line => Words(line).StartsWith("Cut-over 93 steps", StringComparison.Ordinal));
            Assert.Contains(lines, line => Words(line) == "Interface endpoints 24 8 -16");
        });

    [Fact]
    public void A_tour_with_a_refused_call_exits_with_the_reason() =>
        SimulatedAws.Run(async aws =>
        {
            aws.Sandbox.SetFaults([new FaultRule("CreateVpcEndpoint", "UnauthorizedOperation", Status: 403, Times: 100)]);

            var failure = await Assert.ThrowsAsync<EndpointHubException>(() =>
                new FullTour(aws.Sandbox, aws.Access, TourConsole.For(isSilent: true)).GoAsync(CancellationToken.None)
            );

            Assert.Equal(ProblemKind.PermissionDenied, failure.Problem.Kind);
        });

    private static Task<JsonElement> StateAsync(SimulatedAws aws) => JsonAsync(aws, "state");

    private static async Task<JsonElement> JsonAsync(SimulatedAws aws, string route)
    {
        var parts = route.Split('?');
        var answer = await aws.Sandbox.HandleAsync(
            new("GET", $"/_sandbox/{parts[0]}", parts.ElementAtOrDefault(1) ?? "", new Dictionary<string, string>(StringComparer.Ordinal), "")
        );
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private static JsonElement Network(JsonElement state) => state.GetProperty("networks")[0];

    private static List<JsonElement> Interfaces(JsonElement state) =>
        [
            .. Network(state)
                .GetProperty("endpoints")
                .EnumerateArray()
                .Where(endpoint => Text(endpoint, "vpcEndpointType") == "Interface" && Text(endpoint, "state") == "available"),
        ];

    // The private names of the endpoints before the cut-over, without their regional names. A client resolves a name below a wildcard.
    private static IEnumerable<(string VpcId, string Name)> Names(JsonElement state) =>
        from endpoint in Interfaces(state)
        from entry in endpoint.GetProperty("dnsEntries").EnumerateArray()
        let name = Text(entry, "dnsName")
        where !name.Contains(".vpce.", StringComparison.Ordinal)
        select (Text(endpoint, "vpcId"), name.Replace("*", "123456789012", StringComparison.Ordinal));

    private static DateTimeOffset Begins(JsonElement interval) => interval.GetProperty("from").GetDateTimeOffset();

    private static DateTimeOffset Ends(JsonElement interval) =>
        interval.TryGetProperty("to", out var to) ? to.GetDateTimeOffset() : DateTimeOffset.MaxValue;

    private static string Words(string line) => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? "";
}
