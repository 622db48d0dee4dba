using System.Globalization;
using EndpointHub.Costing;
using EndpointHub.Inventory;
using EndpointHub.Paths.Verdicts;
using EndpointHub.Planning;
using EndpointHub.Prices;
using EndpointHub.Topology;
using Spectre.Console;

namespace EndpointHub.Tour;

/// <summary>What the tour shows, as tables.</summary>
internal sealed class ConsoleTables(IAnsiConsole console, Company company)
{
    public void Inventory(IReadOnlyList<EndpointInventory> inventory)
    {
        var page = new ConsoleTable("VPC", "Addresses", "Interface endpoints", "Duplicates", "Can move");
        foreach (var vpcId in company.SpokeVpcIds.Append(company.Hub.VpcId))
        {
            var own = inventory.Where(endpoint => endpoint.VpcId == vpcId && endpoint.Kind == EndpointKind.Interface).ToList();
            page.Add(company.NameOf(vpcId), company.CidrOf(vpcId), Count(own.Count), Count(own.Count(endpoint => endpoint.DuplicateVpcIds.Count > 0)), Count(own.Count(endpoint => endpoint.CanMove)));
        }

        page.Show(console, words: 2);
        page = new ConsoleTable($"{company.Hub.Services.Count} services in every spoke");
        page.Add(company.Hub.Services.ToString());
        page.Show(console, words: 1);
    }

    /// <summary>A bill of a month, before and after, with every line it is made of.</summary>
    public void Bill(EndpointCost cost, string after)
    {
        var page = new ConsoleTable("USD a month", "", "Before", after, "Difference");
        foreach (var line in cost.Lines.OrderBy(line => line.Item).ThenBy(line => company.Rank(line.Resource)))
            page.Add(BilledItems.NameOf(line.Item), line.What, Money(line.Before), Money(line.After), Difference(line.Difference));
        foreach (var total in cost.Totals)
            page.Add($"Total {total.Currency}", "", Money(total.Before), Money(total.After), Difference(-total.Saving));
        page.Show(console, words: 2);
    }

    /// <summary>Every unit that is decided about, with the calls that it is made of.</summary>
    public void Plan(IReadOnlyList<PlanUnit> units)
    {
        var page = new ConsoleTable("Unit", "Of", "Calls", "Steps");
        foreach (var unit in units)
        {
            var calls = unit.Steps.GroupBy(step => step.Action.Name, StringComparer.Ordinal).Select(call => call.Count() == 1 ? call.Key : $"{call.Count()}\u00a0{call.Key}");
            page.Add(unit.Kind.ToString(), company.NameOf(unit.Subject), string.Join(", ", calls), Count(unit.Steps.Count));
        }

        page.Show(console, words: 3);
    }

    /// <summary>Subnets that reach a service through the hub, by service and spoke.</summary>
    public void Paths(IReadOnlyList<EndpointPath> paths)
    {
        var page = new ConsoleTable(["Subnets that reach", .. company.SpokeVpcIds.Select(company.NameOf)]);
        foreach (var service in paths.GroupBy(path => path.ServiceName, StringComparer.Ordinal).OrderBy(service => service.Key, StringComparer.Ordinal))
            page.Add([service.Key, .. company.SpokeVpcIds.Select(spoke => string.Join(" ", service.Where(path => path.VpcId == spoke).Select(path => $"{FullTour.Reachable(path)} of {path.Subnets.Count}")))]);
        page.Show(console, words: 1);
    }

    /// <summary>Seconds by name and spoke.</summary>
    public void Gaps(IReadOnlyList<CutoverGap> gaps)
    {
        var page = new ConsoleTable(["Seconds", .. company.SpokeVpcIds.Select(company.NameOf)]);
        foreach (var name in gaps.GroupBy(gap => gap.Name, StringComparer.Ordinal))
            page.Add([name.Key, .. company.SpokeVpcIds.Select(spoke => string.Join(" ", name.Where(gap => gap.Spoke == spoke).Select(gap => Seconds(gap.Seconds))))]);
        page.Show(console, words: 1);
    }

    /// <summary>What came of it all.</summary>
    public void Summary(TourReport report)
    {
        var page = new ConsoleTable("", "Before", "After", "Difference");
        page.Add("Interface endpoints", Count(report.EndpointsBefore), Count(report.EndpointsAfter), Difference(report.EndpointsAfter - report.EndpointsBefore, "+0;-0;0"));
        foreach (var row in report.Currency)
            page.Add($"{row.Currency} a month", Money(row.Before), Money(row.After), Difference(-row.Saving));
        page.Show(console, words: 1);
        Line($"{report.PathsReachable} of {report.PathsTotal} paths reach the hub. No name was without a private answer for more than {Seconds(report.CutoverGaps.Max(gap => gap.Seconds))} s.");
        Line($"{report.ApiCalls.Write} API calls changed something, {report.ApiCalls.Read} only looked. A second run has {report.SecondRunSteps} steps.");
    }

    public void Line(FormattableString text) => console.Write(new Padder(new Markup(Markup.Escape(FormattableString.Invariant(text))), new Padding(2, 0, 0, 0)));

    private static string Money(decimal amount) => amount.ToString("#,0.00", CultureInfo.InvariantCulture);

    private static string Difference(decimal amount, string format = "+#,0.00;-#,0.00;0.00") => amount.ToString(format, CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
