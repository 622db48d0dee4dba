namespace EndpointHub.ArchitectureTests;

/// <summary>Which folder may use which. To add a project: a table, and a line in <see cref="Tables"/>.</summary>
public sealed class LayerTests
{
    // Path tests use Step, Plan and the model of a network; planners use path tests; the output types of cmdlets use both.
    private const string Domain = """
        Values:
        Topology:     Values
        Errors:       Values Topology
        Hubs:         Values Topology
        Naming:       Values Topology Errors Hubs
        Planning:     Values Topology Errors Hubs
        Paths:        Values Topology Errors Hubs Naming Planning
        Intents:      Values Topology Hubs Paths
        Planners:     Values Topology Errors Hubs Naming Planning Paths Intents
        Results:      Values Topology Errors Hubs Naming Planning Intents Planners
        Prices:       Values
        Inventory:    Values Topology Errors Hubs Naming Planners Results Prices
        Costing:      Values Topology Errors Hubs Naming Results Prices Inventory
        Probing:      Values Topology Naming Paths
        """;

    // The four walks do not use each other: PathAnalyzer combines them.
    private const string Paths = """
        Values:
        Topology:
        Errors:
        Hubs:
        Naming:
        Planning:
        Paths.Policies:     Values Topology Errors Naming
        Paths.Verdicts:     Values Topology Errors Hubs Planning Paths.Policies
        Paths.Index:        Values Topology Hubs Naming Paths.Policies Paths.Verdicts
        Paths.Names:        Values Topology Errors Naming Paths.Verdicts Paths.Index
        Paths.PolicyChecks: Values Topology Errors Paths.Policies Paths.Verdicts Paths.Index
        Paths.Packets:      Values Topology Errors Naming Paths.Policies Paths.Verdicts Paths.Index Paths.PolicyChecks
        Paths.Advice:       Values Topology Errors Naming Paths.Policies Paths.Verdicts Paths.Index
        Paths:              Values Topology Errors Paths.Policies Paths.Verdicts Paths.Index Paths.Names Paths.PolicyChecks Paths.Packets Paths.Advice
        """;

    private const string Planning = """
        Values:
        Topology:
        Errors:
        Hubs:
        Planning:       Values Topology Errors
        Planning.Steps: Values Topology Errors Hubs Planning
        """;

    private const string Aws = """
        Pacing:
        Probing:             Pacing
        Clients:             Pacing
        Sessions:            Clients Pacing
        Reading:             Sessions Clients Pacing
        Executing.Waiting:   Reading Sessions Clients Pacing
        Executing.Calls:     Executing.Waiting Reading Sessions Clients Pacing
        Executing:           Executing.Calls Executing.Waiting Reading Sessions Clients Pacing
        Operations.Requests:
        Operations.Work:     Operations.Requests Executing Executing.Waiting Reading Sessions Clients Pacing
        Operations:          Operations.Work Operations.Requests Executing Executing.Waiting Reading Sessions Clients Pacing Probing
        """;

    /// <summary>Project, the folder that the table is about (empty for all of them), and the table.</summary>
    public static TheoryData<string, string, string> Tables =>
        new()
        {
            { "src/EndpointHub", "", Domain },
            { "src/EndpointHub", "Paths", Paths },
            { "src/EndpointHub", "Planning", Planning },
            { "src/EndpointHub.Aws", "", Aws },
        };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Folders_use_only_what_their_table_allows(string project, string folder, string table)
    {
        var uses = new SourceProject(project)
            .Uses()
            .Where(use => folder.Length == 0 || (use.From + ".").StartsWith(folder + ".", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(uses);
        var violations = new LayerTable(table).Violations(uses).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void An_upward_use_and_an_unlisted_folder_are_violations()
    {
        var table = new LayerTable("Low:\nHigh: Low");

        Assert.Empty(table.Violations([new("High", "Low", ""), new("High.Inner", "Low", ""), new("High.Inner", "High", "")]));
        Assert.Equal(["Low may not use High: A uses B."], table.Violations([new("Low", "High", "A uses B")]));
        Assert.Equal(["Other may not use Low: A uses B."], table.Violations([new("Other", "Low", "A uses B")]));
    }

    [Fact]
    public void A_table_that_points_upwards_is_refused() => Assert.Throws<FormatException>(() => new LayerTable("Low: High\nHigh:"));
}
