namespace EndpointHub.Testing.Mutants;

/// <summary>The classic mistakes of the job, and those of the path test, each as the smallest change that makes it.</summary>
internal static class DeliberateBugs
{
    private const string Planners = "src/EndpointHub/Planners/";

    public static IReadOnlyList<Mutant> All => [.. OfTheJob, .. PacketBugs.All, .. NameBugs.All];

    private static IReadOnlyList<Mutant> OfTheJob { get; } =
    [
        new("a forgotten return route", Planners + "RequiredRoute.cs",
            Right: "return toHub.Concat(toSpoke);",
            Wrong: "return toHub;",
            new TestCatcher("EndpointHub.Tests", "ConnectionPlannerTests")),
        new("association before private DNS is settled", Planners + "CutoverPlanner.cs",
            Right: "}.Requiring([.. disabled]);",
            Wrong: "};",
            new TestCatcher("EndpointHub.Tests", "CutoverPlannerTests")),
        new("apex without wildcard", "src/EndpointHub/Naming/ServiceZones.cs",
            Right: "zone.Any(name => DnsName.IsWildcard(name.Name)) ? ValueList.Of(zone.Key, DnsName.Wildcard(zone.Key)) : ValueList.Of(zone.Key),",
            Wrong: "ValueList.Of(zone.Key),",
            new TestCatcher("EndpointHub.Tests", "ZonePlannerTests")),
        new("a duplicate peering on re-run", Planners + "ConnectionPlanner.cs",
            Right: ".Where(peering => peering.IsAlive && peering.Joins(",
            Wrong: ".Where(peering => peering.State == PeeringState.PendingAcceptance && peering.Joins(",
            new TestCatcher("EndpointHub.Tests", "ConnectionPlannerTests")),
        new("a removal before proof", Planners + "RemovalPlanner.cs",
            Right: "return problems.Count == 0 && PathProof.Unproven(",
            Wrong: "return problems.Count < 0 && PathProof.Unproven(",
            new TestCatcher("EndpointHub.Tests", "RemovalPlannerTests")),
        new("association refused for private DNS and taken for done", "src/EndpointHub.Aws/Executing/Calls/ZoneCalls.cs",
            Right: "if (standing?.Id == step.ZoneId)",
            Wrong: "if (standing?.Id == step.ZoneId || call.AwaitsZoneToGo)",
            new TestCatcher("EndpointHub.Aws.Tests", "CutoverTests")),
        new("a removal on an old proof", "src/EndpointHub.Aws/Operations/RemoveSpokeEndpoint.cs",
            Right: "RemovalPlanner.For(network, Intent(task, ids.Each(",
            Wrong: "RemovalPlanner.For(before, Intent(task, ids.Each(",
            new TestCatcher("EndpointHub.Aws.Tests", "BatchTests")),
    ];
}
