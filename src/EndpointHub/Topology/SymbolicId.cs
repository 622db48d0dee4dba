namespace EndpointHub.Topology;

/// <summary>
/// The id that stands for a resource which a plan has yet to make. It is made of what the resource is for, so planning
/// the same thing twice gives the same symbol, and a rehearsal reads like the run.
/// </summary>
internal static class SymbolicId
{
    private const string Prefix = "new/";

    /// <summary>Names a resource that does not exist yet.</summary>
    /// <param name="kind">AWS's id prefix for the kind, for example <c>pcx</c>.</param>
    /// <param name="purpose">What makes it unique, for example the two VPCs it joins.</param>
    /// <returns>For example <c>new/pcx/vpc-0a/vpc-0b</c>.</returns>
    public static string For(string kind, params string[] purpose) => $"{Prefix}{kind}/{string.Join("/", purpose)}";

    /// <summary>Whether an id stands for something that does not exist yet.</summary>
    /// <param name="id">The id.</param>
    /// <returns>Whether it does.</returns>
    public static bool Is(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);
}
