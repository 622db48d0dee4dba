using EndpointHub.Costing;

namespace EndpointHub.Tour;

/// <summary>What the tour showed, for machines.</summary>
/// <param name="MonthlyBefore">USD for a month of 720 hours, as the landscape stood.</param>
/// <param name="MonthlyAfter">The same, as the landscape stands at the end.</param>
/// <param name="Currency">Both sums by currency: USD, and JPY at 150.</param>
/// <param name="EndpointsBefore">Interface endpoints in all VPCs before.</param>
/// <param name="EndpointsAfter">The same after, the hub's included.</param>
/// <param name="PathsReachable">Combinations of spoke, subnet and service that reach the hub.</param>
/// <param name="PathsTotal">All such combinations.</param>
/// <param name="CutoverGaps">For how long each name had no private answer, from the sandbox's DNS history.</param>
/// <param name="SecondRunSteps">The steps of a second run: none.</param>
/// <param name="ApiCalls">The calls that the whole tour made.</param>
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
    ApiCalls ApiCalls);

/// <summary>The bill in one currency, to its cents.</summary>
/// <param name="Currency">Its code.</param>
/// <param name="Before">A month as the landscape stood.</param>
/// <param name="After">A month as it stands at the end.</param>
/// <param name="Saving">The difference.</param>
internal sealed record CurrencyRow(string Currency, decimal Before, decimal After, decimal Saving)
{
    public static CurrencyRow Of(CostTotal total) => new(total.Currency, Cents(total.Before), Cents(total.After), Cents(total.Saving));

    private static decimal Cents(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}

/// <summary>The time without a private answer of one name in one spoke.</summary>
/// <param name="Spoke">The spoke's VPC.</param>
/// <param name="Service">The full service name.</param>
/// <param name="Name">The DNS name; a wildcard stands as the account's own name under it.</param>
/// <param name="Seconds">In the sandbox's seconds.</param>
internal sealed record CutoverGap(string Spoke, string Service, string Name, double Seconds);

/// <summary>Calls by what they do.</summary>
/// <param name="Read">Calls that only look.</param>
/// <param name="Write">Calls that change something.</param>
internal sealed record ApiCalls(int Read, int Write);
