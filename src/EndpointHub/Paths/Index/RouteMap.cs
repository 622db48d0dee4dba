using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>
/// A subnet's route table with its prefix lists unfolded: a route to a list is one to each of its entries. Of equal blocks a static route wins
/// over a list's, and a list's over a propagated one (VPC user guide, route priority).
/// </summary>
internal sealed class RouteMap
{
    private readonly PrefixRoutes<Route> _routes;
    private readonly List<KeyValuePair<Cidr, Route>> _unsure = [];

    public RouteMap(RouteTable table, ResourceTable<PrefixList> lists)
    {
        var blocks = table.RoutesInForce().Where(route => route.Destination.Cidr is not null).ToLookup(route => route.IsPropagated);
        var byBlock = new Dictionary<Cidr, Route>();
        foreach (var route in blocks[false])
            byBlock[route.Destination.Cidr!.Value] = route;

        foreach (var route in table.Routes.Where(route => route.Destination.PrefixListId is not null))
        {
            if (lists.Find(route.Destination.PrefixListId)?.Entries is { } entries)
                Unfold(route, entries, byBlock);
            else
                _unsure.Add(new(Cidr.Everything, route));
        }

        _routes = new PrefixRoutes<Route>(byBlock.Concat(blocks[true].Select(route => new KeyValuePair<Cidr, Route>(route.Destination.Cidr!.Value, route))));
    }

    /// <summary>
    /// The routes to prefix lists of which is not known whether they take packets to a range: the list was not read, or AWS picks between two lists.
    /// </summary>
    public IEnumerable<Route> Unsure(Cidr range) =>
        _unsure.Count == 0 ? [] : _unsure.Where(entry => entry.Key.Overlaps(range)).Select(entry => entry.Value);

    /// <inheritdoc cref="PrefixRoutes{T}.Winners"/>
    public IReadOnlyList<Route> Winners(Cidr range, out bool isWhole) => _routes.Winners(range, out isWhole);

    /// <inheritdoc cref="PrefixRoutes{T}.Around"/>
    public IEnumerable<Route> Around(Cidr range) => _routes.Around(range);

    // Of lists that hold the same block for different targets AWS picks one at random (VPC user guide, route priority).
    private void Unfold(Route route, ValueList<Cidr> entries, Dictionary<Cidr, Route> byBlock)
    {
        foreach (var block in entries)
        {
            if (!byBlock.TryGetValue(block, out var present))
                byBlock.Add(block, route);
            else if (present.Destination.PrefixListId is not null && present.Target != route.Target)
                _unsure.Add(new(block, route));
        }
    }
}
