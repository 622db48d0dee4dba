using EndpointHub.Aws.Executing.Waiting;
using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Executing;

/// <summary>Waits until changes that AWS has accepted are complete, by reading only the resources of the step.</summary>
internal sealed class Settling(ApisAt apis, TimeProvider clock)
{
    private readonly Dictionary<string, FifoLock> _changes = new(StringComparer.Ordinal);
    private readonly EndpointWatch _endpoints = new(apis, clock);
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);

    /// <summary>Returns the state of a step's resource that AWS reported last; null if it has reported none.</summary>
    public string? StateOf(Step step) => _states.TryGetValue(step.Key, out var state) ? state : null;

    /// <summary>Waits until a step has settled. Steps that AWS completes at once need no poll.</summary>
    /// <param name="step">The step with symbols.</param>
    /// <param name="bound">The step with real ids.</param>
    /// <param name="changeId">The Route 53 change that the step's call started; null for none.</param>
    /// <param name="symbols">Receives the real ids of the step's symbols.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task WaitForAsync(Step step, Step bound, string? changeId, SymbolTable symbols, CancellationToken cancellationToken) =>
        bound.Settlement switch
        {
            { Kind: SettlementKind.Endpoint } settlement => WaitForEndpointAsync(
                bound,
                settlement,
                state => _states[step.Key] = state,
                endpoint => BindAsync(step.Settlement!.ResourceId, endpoint, bound, symbols, cancellationToken),
                cancellationToken
            ),
            { Kind: SettlementKind.Peering } settlement => WaitForPeeringAsync(
                bound,
                settlement,
                state => _states[step.Key] = state,
                cancellationToken
            ),
            { Kind: SettlementKind.ZoneChange } when changeId is not null => WaitForChangeAsync(
                bound,
                changeId,
                state => _states[step.Key] = state,
                cancellationToken
            ),
            _ => Task.CompletedTask,
        };

    private Task WaitForChangeAsync(Step step, string changeId, Action<string> reported, CancellationToken cancellationToken) =>
        PollAsync(
            step.Subject,
            "INSYNC",
            Pace.Change,
            async () =>
            {
                var answer = await LockOf(step)
                    .RunAsync(() => apis(step.Location).Route53.GetChangeAsync(new Route53.GetChangeRequest { Id = changeId }, cancellationToken));
                reported(answer.ChangeInfo?.Status?.Value ?? "unknown");
                return answer.ChangeInfo?.Status == Amazon.Route53.ChangeStatus.INSYNC;
            },
            cancellationToken
        );

    // Route 53's rate limit applies to the whole account. One poll at a time leaves capacity for further associations.
    private FifoLock LockOf(Step step)
    {
        if (!_changes.TryGetValue(step.Location.AccountId, out var fifoLock))
            _changes[step.Location.AccountId] = fifoLock = new FifoLock();
        return fifoLock;
    }

    private Task WaitForEndpointAsync(
        Step bound,
        Settlement settlement,
        Action<string> reported,
        Func<Endpoint, Task> settled,
        CancellationToken cancellationToken
    ) =>
        PollAsync(
            settlement.ResourceId,
            bound.Description,
            Pace.Endpoint,
            async () =>
            {
                var endpoint = await _endpoints.FindAsync(bound.Location, settlement.ResourceId);
                reported(endpoint?.State ?? "not visible yet");
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
            },
            cancellationToken
        );

    private Task WaitForPeeringAsync(Step bound, Settlement settlement, Action<string> reported, CancellationToken cancellationToken) =>
        PollAsync(
            settlement.ResourceId,
            bound.Description,
            Pace.Peering,
            async () =>
            {
                var peering = await PeeringReader.FindAsync(apis(bound.Location), settlement.ResourceId, cancellationToken);
                reported(peering?.State ?? "not visible yet");
                var network = NetworkSnapshot.Empty with { Peerings = ResourceTable<Peering>.From(peering is null ? [] : [peering]) };
                return bound.IsSettledIn(network)
                    || (
                        peering is { IsAlive: false } && !settlement.EndsResource
                            ? throw new StepFailure(Problems.PeeringFailed(peering.Id, peering.State), mayHaveTakenEffect: true)
                            : false
                    );
            },
            cancellationToken
        );

    private async Task BindAsync(string plannedId, Endpoint endpoint, Step bound, SymbolTable symbols, CancellationToken cancellationToken)
    {
        if (bound.Settlement is { NamesEndpoint: true })
            await BindNamesAsync(plannedId, endpoint, bound.Location, symbols, cancellationToken);
        if (bound.Settlement is { PrefixListId: { } prefixListId } && SymbolicId.Is(prefixListId))
            await BindPrefixListAsync(prefixListId, endpoint, bound.Location, symbols, cancellationToken);
    }

    // AWS assigns an endpoint's names and network interfaces. Later steps and the prediction refer to them by symbols.
    private async Task BindNamesAsync(
        string plannedId,
        Endpoint endpoint,
        Location location,
        SymbolTable symbols,
        CancellationToken cancellationToken
    )
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

        foreach (var nic in await NetworkInterfaceReader.ReadAsync(apis(location), [endpoint], cancellationToken))
        {
            symbols.Bind(EndpointSymbols.InterfaceIdOf(plannedId, nic.SubnetId), nic.Id);
            symbols.Bind(EndpointSymbols.InterfaceIdOf(endpoint.Id, nic.SubnetId), nic.Id);
        }
    }

    // The prefix list of a service has the same id in every route to it.
    private async Task BindPrefixListAsync(
        string prefixListId,
        Endpoint gateway,
        Location location,
        SymbolTable symbols,
        CancellationToken cancellationToken
    )
    {
        var answer = await apis(location)
            .Ec2.DescribePrefixListsAsync(
                new() { Filters = [new() { Name = "prefix-list-name", Values = [gateway.ServiceName] }] },
                cancellationToken
            );
        if (answer.PrefixLists.All().FirstOrDefault() is { PrefixListId: { Length: > 0 } real })
            symbols.Bind(prefixListId, real);
    }

    private async Task PollAsync(string resource, string awaited, Pace pace, Func<Task<bool>> isReached, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow();
        while (!await isReached())
        {
            if (clock.GetUtcNow() - since >= pace.Limit)
                throw new StepFailure(Problems.NotSettled(resource, awaited, pace.Limit), mayHaveTakenEffect: true);
            await clock.DelayAsync(pace.Interval, cancellationToken);
        }
    }
}
