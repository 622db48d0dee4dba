namespace EndpointHub.Topology;

/// <summary>
/// The id of a resource that a plan will create. It is derived from the purpose of the resource, so that planning
/// the same change twice gives the same symbol, and the output of a dry run is like that of the run.
/// </summary>
internal static class SymbolicId
{
    private const string Prefix = "new/";

    /// <summary>Creates the id of a resource that does not exist yet.</summary>
    /// <param name="kind">The AWS id prefix of the resource type, for example <c>pcx</c>.</param>
    /// <param name="purpose">The parts that make it unique, for example the two VPCs of a peering connection.</param>
    /// <returns>For example <c>new/pcx/vpc-0a/vpc-0b</c>.</returns>
    public static string For(string kind, params string[] purpose) => $"{Prefix}{kind}/{string.Join("/", purpose)}";

    /// <summary>True if an id is symbolic.</summary>
    /// <param name="id">The id.</param>
    ///
    public static bool Is(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);
}
