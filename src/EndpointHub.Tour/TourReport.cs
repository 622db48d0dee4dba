namespace EndpointHub.Tour;

/// <summary>What the tour showed, for machines.</summary>
/// <param name="EndpointsBefore">Interface endpoints of the services in all VPCs before.</param>
/// <param name="EndpointsAfter">The same after, the hub's included.</param>
/// <param name="PathsReachable">Combinations of spoke, subnet and service that reach the hub.</param>
/// <param name="PathsTotal">All such combinations.</param>
/// <param name="CutoverGaps">For how long each name had no private answer, from the sandbox's DNS history.</param>
/// <param name="SecondRunSteps">The steps of a second run: none.</param>
/// <param name="ApiCalls">The calls that the whole tour made.</param>
internal sealed record TourReport(
    int EndpointsBefore,
    int EndpointsAfter,
    int PathsReachable,
    int PathsTotal,
    IReadOnlyList<CutoverGap> CutoverGaps,
    int SecondRunSteps,
    ApiCalls ApiCalls);

/// <summary>The time without a private answer of one name in one spoke.</summary>
/// <param name="Spoke">The spoke's VPC.</param>
/// <param name="Service">The full service name.</param>
/// <param name="Name">The DNS name.</param>
/// <param name="Seconds">In the sandbox's seconds.</param>
/// <param name="AnnouncedSeconds">The window that the cut-over itself announced, within which it lies.</param>
internal sealed record CutoverGap(string Spoke, string Service, string Name, double Seconds, double AnnouncedSeconds);

/// <summary>Calls by what they do.</summary>
/// <param name="Read">Calls that only look.</param>
/// <param name="Write">Calls that change something.</param>
internal sealed record ApiCalls(int Read, int Write);
