using EndpointHub.Aws.Operations;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Operations.Work;
using EndpointHub.Costing;
using EndpointHub.Inventory;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Prices;
using EndpointHub.Sandbox.Hosting;
using EndpointHub.Topology;
using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>The full migration: inventory, cost, dry run, migration, path test, removal, and a second run.</summary>
/// <param name="sandbox">The sandbox, for its clock, DNS history and request log.</param>
/// <param name="access">The access to the sandbox.</param>
/// <param name="console">The console.</param>
internal sealed class FullTour(AwsSandbox sandbox, AwsAccess access, IAnsiConsole console)
{
    // The README's example: 0.014 USD x 24 h x 30 d x 8 endpoints x 3 VPCs x 150 JPY.
    private const int Hours = 720;
    private static readonly ExchangeRate Yen = new("JPY", 150);

    public async Task<TourReport> GoAsync(CancellationToken cancellationToken)
    {
        var inventory = await InventoryAsync(cancellationToken);
        var company = await Company.ReadAsync(access, inventory, cancellationToken);
        var tables = new ConsoleTables(console, company);
        WriteHeading("Endpoints now");
        tables.Inventory(inventory);

        WriteHeading("Monthly cost, now and with a hub");
        var forecast = await CostAsync(cancellationToken);
        tables.Cost(forecast, "With a hub");
        tables.Line($"The hub is in one Availability Zone, like the spokes' endpoints. A second one costs {ZoneCost(forecast):0.00} USD more.");

        WriteHeading("Dry run");
        var dryRun = NewRun(company, isDryRun: true);
        var projected = await dryRun.MoveAsync(cancellationToken);
        await dryRun.TestAsync(projected, cancellationToken);
        await dryRun.RemoveAsync(projected, cancellationToken);
        tables.Plan(dryRun.Units);
        tables.Line($"{dryRun.Steps} steps predicted, {Calls().Write} API calls made changes.");

        WriteHeading("Migration");
        var begin = sandbox.Now;
        var run = NewRun(company, isDryRun: false);
        var spokes = await run.MoveAsync(cancellationToken);

        WriteHeading("Path test");
        var paths = await run.TestAsync(spokes, cancellationToken);
        tables.Paths(paths);
        var (spoke, example) = (paths[0].VpcId, paths[0].Names[0].Name);
        tables.Line(
            $"{example} in {company.NameOf(spoke)}: {Addresses(spoke, example, begin)} before, {Addresses(spoke, example, sandbox.Now)} now."
        );

        WriteHeading("Seconds without a private answer, for each name");
        var gaps = Gaps(paths, begin).ToList();
        tables.Gaps(gaps);

        WriteHeading("Deletion of the spokes' own endpoints");
        var removed = await run.RemoveAsync(spokes, cancellationToken);
        tables.Line($"{removed.Count} endpoints deleted. {run.Steps} steps taken, {dryRun.Steps} predicted.");

        WriteHeading("Monthly cost now");
        var cost = forecast with { After = (await CostAsync(cancellationToken)).Before };
        tables.Cost(cost, "Now");

        WriteHeading("Second run");
        var (writes, again) = (Calls().Write, NewRun(company, isDryRun: false));
        await again.RemoveAsync(await again.MoveAsync(cancellationToken), cancellationToken);
        tables.Line($"{again.Steps} steps left to do, {Calls().Write - writes} API calls made changes.");

        var totals = cost.Totals.Select(CurrencyRow.Of).ToList();
        var after = await InventoryAsync(cancellationToken);
        var report = new TourReport(
            totals[0].Before,
            totals[0].After,
            totals,
            Interfaces(inventory),
            Interfaces(after),
            paths.Sum(Reachable),
            paths.Sum(path => path.Subnets.Count),
            gaps,
            again.Steps,
            Calls()
        );
        WriteHeading("Summary");
        tables.Summary(report);
        return report;
    }

    /// <summary>Returns the number of a path's subnets that reach the service by every name.</summary>
    public static int Reachable(EndpointPath path) =>
        path.Names.Any(name => name.Verdict != PathVerdict.Reachable) ? 0 : path.Subnets.Count(subnet => subnet.Verdict == PathVerdict.Reachable);

    private MigrationRun NewRun(Company company, bool isDryRun) => new(company, access, new StageView(console, access.Clock), isDryRun);

    private Task<IReadOnlyList<EndpointInventory>> InventoryAsync(CancellationToken cancellationToken) =>
        access.ReadAsync<EndpointInventory, GetInventoryRequest>(new GetInventory(), [new()], cancellationToken);

    private async Task<EndpointCost> CostAsync(CancellationToken cancellationToken)
    {
        var question = new MeasureCostRequest
        {
            HoursPerMonth = Hours,
            Question = new CostQuestion { ExchangeRate = Yen },
        };
        return (await access.ReadAsync<EndpointCost, MeasureCostRequest>(new MeasureCost(), [question], cancellationToken))[0];
    }

    private static decimal ZoneCost(EndpointCost cost) =>
        cost.After.Lines.Where(line => line.Item == BilledItem.EndpointHours).Sum(line => line.Amount) / cost.HubAvailabilityZones;

    private IEnumerable<CutoverGap> Gaps(IEnumerable<EndpointPath> paths, DateTimeOffset since) =>
        from path in paths
        from name in path.Names
        select new CutoverGap(path.VpcId, path.ServiceName, name.Name, Math.Round(WithoutAddress(path.VpcId, name.Name, since).TotalSeconds, 3));

    private string Addresses(string vpcId, string name, DateTimeOffset at) => string.Join(", ", sandbox.Resolve(vpcId, name, at).Addresses);

    private TimeSpan WithoutAddress(string vpcId, string name, DateTimeOffset since) =>
        sandbox
            .DnsHistory(vpcId, name)
            .Where(interval => interval.Answer.Addresses.Count == 0 && (interval.To is null || interval.To > since))
            .Aggregate(TimeSpan.Zero, (sum, interval) => sum + ((interval.To ?? sandbox.Now) - (interval.From < since ? since : interval.From)));

    private ApiCalls Calls() => new(sandbox.Requests.Count(request => !request.IsMutating), sandbox.Requests.Count(request => request.IsMutating));

    private static int Interfaces(IEnumerable<EndpointInventory> inventory) => inventory.Count(endpoint => endpoint.Kind == EndpointKind.Interface);

    private void WriteHeading(string title)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left });
    }
}
