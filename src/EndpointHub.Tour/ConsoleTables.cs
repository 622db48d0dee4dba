using System.Globalization;
using EndpointHub.Costing;
using EndpointHub.Inventory;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Planning;
using EndpointHub.Prices;
using EndpointHub.Topology;
using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>The tables of the tour.</summary>
internal sealed class ConsoleTables(IAnsiConsole console, Company company)
{
    public void Inventory(IReadOnlyList<EndpointInventory> inventory)
    {
        var table = new ConsoleTable("VPC", "Addresses", "Interface endpoints", "Duplicates", "Can move");
        foreach (var vpcId in company.SpokeVpcIds.Append(company.Hub.VpcId))
        {
            var own = inventory.Where(endpoint => endpoint.VpcId == vpcId && endpoint.Kind == EndpointKind.Interface).ToList();
            table.Add(
                company.NameOf(vpcId),
                company.CidrOf(vpcId),
                Count(own.Count),
                Count(own.Count(endpoint => endpoint.DuplicateVpcIds.Count > 0)),
                Count(own.Count(endpoint => endpoint.CanMove))
            );
        }

        table.Show(console, textColumns: 2);
        table = new ConsoleTable($"{company.Hub.Services.Count} services in every spoke");
        table.Add(company.Hub.Services.ToString());
        table.Show(console, textColumns: 1);
    }

    /// <summary>Writes the monthly cost before and after, with every line.</summary>
    public void Cost(EndpointCost cost, string after)
    {
        var table = new ConsoleTable("USD a month", "", "Before", after, "Difference");
        foreach (var line in cost.Lines.OrderBy(line => line.Item).ThenBy(line => company.SortOrder(line.Resource)))
            table.Add(BilledItems.NameOf(line.Item), line.What, Money(line.Before), Money(line.After), Difference(line.Difference));
        foreach (var total in cost.Totals)
            table.Add($"Total {total.Currency}", "", Money(total.Before), Money(total.After), Difference(-total.Saving));
        table.Show(console, textColumns: 2);
    }

    /// <summary>Writes every unit of a plan with its API calls.</summary>
    public void Plan(IReadOnlyList<PlanUnit> units)
    {
        var table = new ConsoleTable("Unit", "Resource", "API calls", "Steps");
        foreach (var unit in units)
        {
            var calls = unit
                .Steps.GroupBy(step => step.Action.Name, StringComparer.Ordinal)
                .Select(call => call.Count() == 1 ? call.Key : $"{call.Count()}\u00a0{call.Key}");
            table.Add(unit.Kind.ToString(), company.NameOf(unit.Subject), string.Join(", ", calls), Count(unit.Steps.Count));
        }

        table.Show(console, textColumns: 3);
    }

    /// <summary>Writes the number of subnets that reach each service through the hub, by service and spoke.</summary>
    public void Paths(IReadOnlyList<EndpointPath> paths)
    {
        var table = new ConsoleTable(["Subnets that reach", .. company.SpokeVpcIds.Select(company.NameOf)]);
        foreach (
            var service in paths.GroupBy(path => path.ServiceName, StringComparer.Ordinal).OrderBy(service => service.Key, StringComparer.Ordinal)
        )
        {
            table.Add([
                service.Key,
                .. company.SpokeVpcIds.Select(spoke =>
                    string.Join(" ", service.Where(path => path.VpcId == spoke).Select(path => $"{FullTour.Reachable(path)} of {path.Subnets.Count}"))
                ),
            ]);
        }

        table.Show(console, textColumns: 1);
    }

    /// <summary>Writes the seconds without a private answer, by name and spoke.</summary>
    public void Gaps(IReadOnlyList<CutoverGap> gaps)
    {
        var table = new ConsoleTable(["Seconds", .. company.SpokeVpcIds.Select(company.NameOf)]);
        foreach (var name in gaps.GroupBy(gap => gap.Name, StringComparer.Ordinal))
        {
            table.Add([
                name.Key,
                .. company.SpokeVpcIds.Select(spoke => string.Join(" ", name.Where(gap => gap.Spoke == spoke).Select(gap => Seconds(gap.Seconds)))),
            ]);
        }

        table.Show(console, textColumns: 1);
    }

    /// <summary>Writes the summary.</summary>
    public void Summary(TourReport report)
    {
        var table = new ConsoleTable("", "Before", "After", "Difference");
        table.Add(
            "Interface endpoints",
            Count(report.EndpointsBefore),
            Count(report.EndpointsAfter),
            Difference(report.EndpointsAfter - report.EndpointsBefore, "+0;-0;0")
        );
        foreach (var row in report.Currency)
            table.Add($"{row.Currency} a month", Money(row.Before), Money(row.After), Difference(-row.Saving));
        table.Show(console, textColumns: 1);
        Line(
            $"{report.PathsReachable} of {report.PathsTotal} paths reach the hub. The longest time without a private answer was {Seconds(report.CutoverGaps.Max(gap => gap.Seconds))} s."
        );
        Line($"{report.ApiCalls.Write} API calls made changes, {report.ApiCalls.Read} only read. A second run needs {report.SecondRunSteps} steps.");
    }

    public void Line(FormattableString text) =>
        console.Write(new Padder(new Markup(Markup.Escape(FormattableString.Invariant(text))), new Padding(2, 0, 0, 0)));

    private static string Money(decimal amount) => amount.ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string Difference(decimal amount, string format = "+#,0.00;-#,0.00;0.00") => amount.ToString(format, CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
