using EndpointHub.Costing;

namespace EndpointHub.Tour;

/// <summary>The results of the tour, as printed with <c>--json</c>.</summary>
/// <param name="MonthlyBefore">The cost in USD of a month of 720 hours before the migration.</param>
/// <param name="MonthlyAfter">The cost after the migration.</param>
/// <param name="Currency">Both costs by currency: USD, and JPY at a rate of 150.</param>
/// <param name="EndpointsBefore">The number of interface endpoints in all VPCs before.</param>
/// <param name="EndpointsAfter">The number after, including the hub's.</param>
/// <param name="PathsReachable">The number of combinations of subnet and service that reach the hub.</param>
/// <param name="PathsTotal">The number of all such combinations.</param>
/// <param name="CutoverGaps">The time without a private answer of each name, from the sandbox's DNS history.</param>
/// <param name="SecondRunSteps">The number of steps of a second run, which is 0.</param>
/// <param name="ApiCalls">The number of API calls of the whole tour.</param>
internal sealed record TourReport(
    decimal MonthlyBefore,
    decimal MonthlyAfter,
    IReadOnlyList<CurrencyRow> Currency,
    int EndpointsBefore,
    int EndpointsAfter,
    int PathsReachable,
    int PathsTotal,
    IReadOnlyList<CutoverGap> CutoverGaps,
    int SecondRunSteps,
    ApiCalls ApiCalls
);

/// <summary>The cost in one currency, rounded to cents.</summary>
/// <param name="Currency">The code of the currency.</param>
/// <param name="Before">The monthly cost before.</param>
/// <param name="After">The monthly cost after.</param>
/// <param name="Saving">The difference.</param>
internal sealed record CurrencyRow(string Currency, decimal Before, decimal After, decimal Saving)
{
    public static CurrencyRow Of(CostTotal total) => new(total.Currency, Cents(total.Before), Cents(total.After), Cents(total.Saving));

    private static decimal Cents(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}

/// <summary>The time without a private answer of one name in one spoke.</summary>
/// <param name="Spoke">The spoke's VPC.</param>
/// <param name="Service">The full service name.</param>
/// <param name="Name">The DNS name. A wildcard is replaced by the account's own name.</param>
/// <param name="Seconds">The seconds on the sandbox's clock.</param>
internal sealed record CutoverGap(string Spoke, string Service, string Name, double Seconds);

/// <summary>The numbers of API calls.</summary>
/// <param name="Read">The number of calls that only read.</param>
/// <param name="Write">The number of calls that change something.</param>
internal sealed record ApiCalls(int Read, int Write);
