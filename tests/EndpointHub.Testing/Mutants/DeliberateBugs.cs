namespace EndpointHub.Testing.Mutants;

/// <summary>Common mistakes in planning and in the path test. Each is the smallest change to the source that causes it.</summary>
internal static class DeliberateBugs
{
    private const string Planners = "src/EndpointHub/Planners/";

    public static IReadOnlyList<Mutant> All => [.. OfTheJob, .. PacketBugs.All, .. NameBugs.All];

    private static IReadOnlyList<Mutant> OfTheJob { get; } =
    [
        new(
            "a missing return route",
            Planners + "RequiredRoute.cs",
            Right: "return toHub.Concat(toSpoke);",
            Wrong: "return toHub;",
            new TestDetector("EndpointHub.Tests", "ConnectionPlannerTests")
        ),
        new(
            "association before private DNS is settled",
            Planners + "CutoverPlanner.cs",
            Right: "}.Requiring([.. disabled]);",
            Wrong: "};",
            new TestDetector("EndpointHub.Tests", "CutoverPlannerTests")
        ),
        new(
            "apex without wildcard",
            "src/EndpointHub/Naming/ServiceZones.cs",
            Right: "zone.Any(name => DnsName.IsWildcard(name.Name)) ? ValueList.Of(zone.Key, DnsName.Wildcard(zone.Key)) : ValueList.Of(zone.Key),",
            Wrong: "ValueList.Of(zone.Key),",
            new TestDetector("EndpointHub.Tests", "ZonePlannerTests")
        ),
        new(
            "a duplicate peering on re-run",
            Planners + "ConnectionPlanner.cs",
            Right: ".Where(peering => peering.IsAlive && peering.Joins(",
            Wrong: ".Where(peering => peering.State == PeeringState.PendingAcceptance && peering.Joins(",
            new TestDetector("EndpointHub.Tests", "ConnectionPlannerTests")
        ),
        new(
            "a removal without a proven path",
            Planners + "RemovalPlanner.cs",
            Right: "refusals.TrueForAll(refusal => refusal.WaivedBy(allowed).Count > 0)",
            Wrong: "refusals.TrueForAll(refusal => refusal.WaivedBy(allowed).Count < 0)",
            new TestDetector("EndpointHub.Tests", "RemovalPlannerTests")
        ),
        new(
            "a refused association treated as completed",
            "src/EndpointHub.Aws/Executing/Calls/ZoneCalls.cs",
            Right: "if (associated?.Id == step.ZoneId)",
            Wrong: "if (associated?.Id == step.ZoneId || call.ExpectsZoneRemoval)",
            new TestDetector("EndpointHub.Aws.Tests", "CutoverTests")
        ),
        new(
            "a removal based on an outdated path test",
            "src/EndpointHub.Aws/Operations/RemoveSpokeEndpoint.cs",
            Right: "RemovalPlanner.For(network, Intent(task, ids.Each(",
            Wrong: "RemovalPlanner.For(before, Intent(task, ids.Each(",
            new TestDetector("EndpointHub.Aws.Tests", "BatchTests")
        ),
    ];
}
