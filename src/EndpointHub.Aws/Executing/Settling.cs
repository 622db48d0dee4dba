using EndpointHub.Aws.Pacing;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Topology;
using Route53 = Amazon.Route53.Model;

namespace EndpointHub.Aws.Executing;

/// <summary>Waits for what AWS has accepted to come to its end, by reading what the step touches and nothing else.</summary>
internal sealed class Settling(ApisAt apis, TimeProvider clock)
{
    private readonly Dictionary<string, Turnstile> _changes = new(StringComparer.Ordinal);
    private readonly EndpointWatch _endpoints = new(apis, clock);

    /// <summary>Waits until a Route 53 change is on all of its servers.</summary>
    public Task WaitForChangeAsync(Step step, string changeId, CancellationToken cancellationToken) =>
        PollAsync(step.Subject, "INSYNC", Pace.Change, async () =>
        {
            var answer = await TurnstileOf(step).PassAsync(() =>
                apis(step.Location).Route53.GetChangeAsync(new Route53.GetChangeRequest { Id = changeId }, cancellationToken));
            return answer.ChangeInfo?.Status == Amazon.Route53.ChangeStatus.INSYNC;
        }, cancellationToken);

    /// <summary>Waits until a step sees itself settled; what AWS does at once needs no look.</summary>
    /// <param name="step">The step as it was planned.</param>
    /// <param name="bound">The step with real ids.</param>
    /// <param name="symbols">Takes what an endpoint's symbols have become.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task WaitForAsync(Step step, Step bound, SymbolTable symbols, CancellationToken cancellationToken) => bound switch
    {
        CreateEndpoint create => WaitForEndpointAsync(
            bound, create.EndpointId, endpoint => BindAsync(step, ((CreateEndpoint)step).EndpointId, endpoint, symbols, cancellationToken), cancellationToken),
        ModifyEndpoint modify => WaitForEndpointAsync(
            bound, modify.EndpointId, endpoint => BindAsync(step, ((ModifyEndpoint)step).EndpointId, endpoint, symbols, cancellationToken), cancellationToken),
        CreateGatewayEndpoint create => WaitForEndpointAsync(bound, create.EndpointId, endpoint => BindAsync(create.PrefixListId, endpoint, bound, symbols, cancellationToken), cancellationToken),
        AddGatewayRoutes add => WaitForEndpointAsync(bound, add.EndpointId, endpoint => BindAsync(add.PrefixListId, endpoint, bound, symbols, cancellationToken), cancellationToken),
        RemoveGatewayRoutes remove => WaitForEndpointAsync(bound, remove.EndpointId, settled: null, cancellationToken),
        DisablePrivateDns off => WaitForEndpointAsync(bound, off.EndpointId, settled: null, cancellationToken),
        EnablePrivateDns on => WaitForEndpointAsync(bound, on.EndpointId, settled: null, cancellationToken),
        DeleteEndpoint delete => WaitForEndpointAsync(bound, delete.EndpointId, settled: null, cancellationToken),
        RequestPeering request => WaitForPeeringAsync(bound, request.PeeringId, cancellationToken),
        AcceptPeering accept => WaitForPeeringAsync(bound, accept.PeeringId, cancellationToken),
        DeletePeering delete => WaitForPeeringAsync(bound, delete.PeeringId, cancellationToken),
        _ => Task.CompletedTask,
    };

    // Route 53's budget is the account's, and associations have to get through between the questions about those that are under way.
    private Turnstile TurnstileOf(Step step)
    {
        if (!_changes.TryGetValue(step.Location.AccountId, out var turnstile))
            _changes[step.Location.AccountId] = turnstile = new Turnstile();
        return turnstile;
    }

    private Task WaitForEndpointAsync(Step bound, string endpointId, Func<Endpoint, Task>? settled, CancellationToken cancellationToken) =>
        PollAsync(endpointId, bound.Description, Pace.Endpoint, async () =>
        {
            var found = await _endpoints.FindAsync(bound.Location, endpointId);
            var now = NetworkSnapshot.Empty with { Endpoints = ResourceTable<Endpoint>.From(found is null ? [] : [found]) };
            if (!bound.IsSettledIn(now))
            {
                return now.Endpoints.Find(endpointId) is { IsAlive: false } ended && bound is not DeleteEndpoint
                    ? throw new StepFailure(Problems.EndpointFailed(endpointId, ended.State), mayHaveTakenEffect: true)
                    : false;
            }

            if (settled is not null)
                await settled(now.Endpoints[endpointId]);
            return true;
        }, cancellationToken);

    private Task WaitForPeeringAsync(Step bound, string peeringId, CancellationToken cancellationToken) =>
        PollAsync(peeringId, bound.Description, Pace.Peering, async () =>
        {
            var peering = await PeeringReader.FindAsync(apis(bound.Location), peeringId, cancellationToken);
            var now = NetworkSnapshot.Empty with { Peerings = ResourceTable<Peering>.From(peering is null ? [] : [peering]) };
            return bound.IsSettledIn(now)
                || (peering is { IsAlive: false } && bound is not DeletePeering
                    ? throw new StepFailure(Problems.PeeringFailed(peeringId, peering.State), mayHaveTakenEffect: true)
                    : false);
        }, cancellationToken);

    // What an endpoint is reached by is AWS's choice; later steps, and whoever holds the prediction against the network, know it by symbols.
    private async Task BindAsync(Step step, string plannedId, Endpoint endpoint, SymbolTable symbols, CancellationToken cancellationToken)
    {
        foreach (var id in new[] { plannedId, endpoint.Id })
        {
            var symbol = CreateEndpoint.RegionalNameOf(id);
            if (endpoint.RegionalName is { } name)
            {
                symbols.Bind(symbol.DnsName, name.DnsName);
                symbols.Bind(symbol.HostedZoneId, name.HostedZoneId);
            }
        }

        foreach (var card in await NetworkInterfaceReader.ReadAsync(apis(step.Location), [endpoint], cancellationToken))
        {
            symbols.Bind(CreateEndpoint.InterfaceIdOf(plannedId, card.SubnetId), card.Id);
            symbols.Bind(CreateEndpoint.InterfaceIdOf(endpoint.Id, card.SubnetId), card.Id);
        }
    }

    // The prefix list of a service is the same in every route to it, and AWS tells it where the service has such a route.
    private async Task BindAsync(string prefixListId, Endpoint gateway, Step bound, SymbolTable symbols, CancellationToken cancellationToken)
    {
        if (!SymbolicId.Is(prefixListId))
            return;

        var answer = await apis(bound.Location).Ec2.DescribePrefixListsAsync(
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
