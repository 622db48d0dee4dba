using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Executing;

/// <summary>Waits for what AWS has accepted to come to its end, by reading what the step touches and nothing else.</summary>
internal sealed class Settling(ApisAt apis, TimeProvider clock)
{
    private readonly Dictionary<string, FifoLock> _changes = new(StringComparer.Ordinal);
    private readonly EndpointWatch _endpoints = new(apis, clock);

    /// <summary>Waits until a step sees itself settled; what AWS does at once needs no look.</summary>
    /// <param name="step">The step as it was planned.</param>
    /// <param name="bound">The step with real ids.</param>
    /// <param name="changeId">The Route 53 change that its call has begun; null when it has begun none.</param>
    /// <param name="symbols">Takes what the step's symbols have become.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task WaitForAsync(Step step, Step bound, string? changeId, SymbolTable symbols, CancellationToken cancellationToken) => bound.Settlement switch
    {
        { Kind: SettlementKind.Endpoint } settlement => WaitForEndpointAsync(
            bound, settlement, endpoint => BindAsync(step.Settlement!.ResourceId, endpoint, bound, symbols, cancellationToken), cancellationToken),
        { Kind: SettlementKind.Peering } settlement => WaitForPeeringAsync(bound, settlement, cancellationToken),
        { Kind: SettlementKind.ZoneChange } when changeId is not null => WaitForChangeAsync(bound, changeId, cancellationToken),
        _ => Task.CompletedTask,
    };

    private Task WaitForChangeAsync(Step step, string changeId, CancellationToken cancellationToken) =>
        PollAsync(step.Subject, "INSYNC", Pace.Change, async () =>
        {
            var answer = await TurnstileOf(step).PassAsync(() =>
                apis(step.Location).Route53.GetChangeAsync(new Route53.GetChangeRequest { Id = changeId }, cancellationToken));
            return answer.ChangeInfo?.Status == Amazon.Route53.ChangeStatus.INSYNC;
        }, cancellationToken);

    // Route 53's budget is the account's, and associations have to get through between the questions about those that are under way.
    private FifoLock TurnstileOf(Step step)
    {
        if (!_changes.TryGetValue(step.Location.AccountId, out var turnstile))
            _changes[step.Location.AccountId] = turnstile = new FifoLock();
        return turnstile;
    }

    private Task WaitForEndpointAsync(Step bound, Settlement settlement, Func<Endpoint, Task> settled, CancellationToken cancellationToken) =>
        PollAsync(settlement.ResourceId, bound.Description, Pace.Endpoint, async () =>
        {
            var endpoint = await _endpoints.FindAsync(bound.Location, settlement.ResourceId);
            var network = NetworkSnapshot.Empty with { Endpoints = ResourceTable<Endpoint>.From(endpoint is null ? [] : [endpoint]) };
            if (!bound.IsSettledIn(network))
            {
                return endpoint is { IsAlive: false } && !settlement.EndsResource
                    ? throw new StepFailure(Problems.EndpointFailed(endpoint.Id, endpoint.State), mayHaveTakenEffect: true)
                    : false;
            }

            if (endpoint is not null)
                await settled(endpoint);
            return true;
        }, cancellationToken);

    private Task WaitForPeeringAsync(Step bound, Settlement settlement, CancellationToken cancellationToken) =>
        PollAsync(settlement.ResourceId, bound.Description, Pace.Peering, async () =>
        {
            var peering = await PeeringReader.FindAsync(apis(bound.Location), settlement.ResourceId, cancellationToken);
            var network = NetworkSnapshot.Empty with { Peerings = ResourceTable<Peering>.From(peering is null ? [] : [peering]) };
            return bound.IsSettledIn(network)
                || (peering is { IsAlive: false } && !settlement.EndsResource
                    ? throw new StepFailure(Problems.PeeringFailed(peering.Id, peering.State), mayHaveTakenEffect: true)
                    : false);
        }, cancellationToken);

    private async Task BindAsync(string plannedId, Endpoint endpoint, Step bound, SymbolTable symbols, CancellationToken cancellationToken)
    {
        if (bound.Settlement is { NamesEndpoint: true })
            await BindNamesAsync(plannedId, endpoint, bound.Location, symbols, cancellationToken);
        if (bound.Settlement is { PrefixListId: { } prefixListId } && SymbolicId.Is(prefixListId))
            await BindPrefixListAsync(prefixListId, endpoint, bound.Location, symbols, cancellationToken);
    }

    // AWS chooses an endpoint's names and interfaces; later steps, and whoever compares the prediction with the network, know them by symbols.
    private async Task BindNamesAsync(string plannedId, Endpoint endpoint, Location location, SymbolTable symbols, CancellationToken cancellationToken)
    {
        foreach (var id in new[] { plannedId, endpoint.Id })
        {
            var symbol = EndpointSymbols.RegionalNameOf(id);
            if (endpoint.RegionalName is { } name)
            {
                symbols.Bind(symbol.DnsName, name.DnsName);
                symbols.Bind(symbol.HostedZoneId, name.HostedZoneId);
            }
        }

        foreach (var card in await NetworkInterfaceReader.ReadAsync(apis(location), [endpoint], cancellationToken))
        {
            symbols.Bind(EndpointSymbols.InterfaceIdOf(plannedId, card.SubnetId), card.Id);
            symbols.Bind(EndpointSymbols.InterfaceIdOf(endpoint.Id, card.SubnetId), card.Id);
        }
    }

    // The prefix list of a service is the same in every route to it, and AWS tells it where the service has such a route.
    private async Task BindPrefixListAsync(string prefixListId, Endpoint gateway, Location location, SymbolTable symbols, CancellationToken cancellationToken)
    {
        var answer = await apis(location).Ec2.DescribePrefixListsAsync(
            new() { Filters = [new() { Name = "prefix-list-name", Values = [gateway.ServiceName] }] }, cancellationToken);
        if (answer.PrefixLists.All().FirstOrDefault() is { PrefixListId: { Length: > 0 } real })
            symbols.Bind(prefixListId, real);
    }

    private async Task PollAsync(string resource, string awaited, Pace pace, Func<Task<bool>> isThere, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow();
        while (!await isThere())
        {
            if (clock.GetUtcNow() - since >= pace.Limit)
                throw new StepFailure(Problems.NotSettled(resource, awaited, pace.Limit), mayHaveTakenEffect: true);
            await clock.DelayAsync(pace.Interval, cancellationToken);
        }
    }
}
