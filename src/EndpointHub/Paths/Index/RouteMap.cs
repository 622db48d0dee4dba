using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>
/// A route table with expanded prefix lists: a route to a prefix list is one to each of its entries. For the same block a static route takes
/// precedence over that of a list, and that of a list over a propagated one (VPC user guide, route priority).
/// </summary>
internal sealed class RouteMap
{
    private readonly PrefixRoutes<Route> _routes;
    private readonly List<KeyValuePair<Cidr, Route>> _uncertain = [];

    public RouteMap(RouteTable table, ResourceTable<PrefixList> lists)
    {
        var blocks = table.RoutesInForce().Where(route => route.Destination.Cidr is not null).ToLookup(route => route.IsPropagated);
        var byBlock = new Dictionary<Cidr, Route>();
        foreach (var route in blocks[false])
            byBlock[route.Destination.Cidr!.Value] = route;

        foreach (var route in table.Routes.Where(route => route.Destination.PrefixListId is not null))
        {
            if (lists.Find(route.Destination.PrefixListId)?.Entries is { } entries)
                Expand(route, entries, byBlock);
            else
                _uncertain.Add(new(Cidr.Everything, route));
        }

        _routes = new PrefixRoutes<Route>(
            byBlock.Concat(blocks[true].Select(route => new KeyValuePair<Cidr, Route>(route.Destination.Cidr!.Value, route)))
        );
    }

    /// <summary>
    /// The routes to prefix lists that may or may not match packets to a range, because the list was not read, or because AWS chooses between two
    /// lists.
    /// </summary>
    public IEnumerable<Route> Uncertain(Cidr range) =>
        _uncertain.Count == 0 ? [] : _uncertain.Where(entry => entry.Key.Overlaps(range)).Select(entry => entry.Value);

    /// <inheritdoc cref="PrefixRoutes{T}.Winners"/>
    public IReadOnlyList<Route> Winners(Cidr range, out bool isWhole) => _routes.Winners(range, out isWhole);

    /// <inheritdoc cref="PrefixRoutes{T}.Containing"/>
    public IEnumerable<Route> Containing(Cidr range) => _routes.Containing(range);

    // When several lists contain the same block for different targets, AWS chooses one at random (VPC user guide, route priority).
    private void Expand(Route route, ValueList<Cidr> entries, Dictionary<Cidr, Route> byBlock)
    {
        foreach (var block in entries)
        {
            if (!byBlock.TryGetValue(block, out var present))
                byBlock.Add(block, route);
            else if (present.Destination.PrefixListId is not null && present.Target != route.Target)
                _uncertain.Add(new(block, route));
        }
    }
}
