using EndpointHub.Planning;
using EndpointHub.Planning.Steps;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Testing.Fleet;

/// <summary>
/// The shortest time in which any executor can run the steps: a token bucket of capacity C and rate R lets the n-th call begin after
/// (n - C) / R seconds at the earliest, and asynchronous changes take their durations. No code of the executor is used here.
/// </summary>
internal static class PaceBound
{
    /// <summary>The shortest time.</summary>
    /// <param name="steps">The steps with their requirements.</param>
    /// <param name="settling">The durations of AWS; the minimum of each range counts.</param>
    /// <returns>
    /// The maximum of two values: the longest chain of durations, and for the slowest bucket the shortest time before its first call, the time
    /// in which it refills, and the shortest time after its last call.
    /// </returns>
    public static TimeSpan Of(IReadOnlyCollection<Step> steps, Durations settling)
    {
        if (steps.Count == 0)
            return TimeSpan.Zero;

        var graph = new Graph(steps, settling);
        var chains = steps.Max(step => graph.Before(step) + graph.From(step));
        var buckets = steps
            .GroupBy(step => BucketOf(step.Action))
            .Select(bucket =>
            {
                var (capacity, perSecond) = bucket.Key.Budget;
                var filling = Math.Max(0, CallsFor([.. bucket]) - capacity) / perSecond;
                return bucket.Min(graph.Before) + filling + bucket.Min(graph.From);
            });
        return TimeSpan.FromSeconds(Math.Max(chains, buckets.Max()));
    }

    // One call of these accepts many ids. Different VPCs are separate plan units with separate calls.
    private static int CallsFor(IReadOnlyCollection<Step> steps) =>
        steps.First() switch
        {
            TagEndpoint or UntagEndpoint => 1,
            DeleteEndpoint => 1,
            _ => steps.Count,
        };

    // aws-semantics: EC2 throttles each action per account and region, Route 53 throttles the account as a whole.
    private static (string Name, (double Capacity, double PerSecond) Budget) BucketOf(ApiAction action) =>
        action switch
        {
            { Service: "route53" } => ("route53", (5, 5)),
            { Name: "CreateVpcEndpoint" or "ModifyVpcEndpoint" or "DeleteVpcEndpoints" } => (action.Name, (4, 0.3)),
            { Name: "CreateTags" or "DeleteTags" } => (action.Name, (100, 10)),
            _ => (action.Name, (50, 5)),
        };

    /// <summary>The order in which steps must complete, with durations in seconds.</summary>
    private sealed class Graph
    {
        private readonly Dictionary<string, Step> _steps;
        private readonly ILookup<string, Step> _later;
        private readonly Dictionary<string, double> _before = new(StringComparer.Ordinal);
        private readonly Dictionary<string, double> _from = new(StringComparer.Ordinal);
        private readonly Durations _settling;

        public Graph(IReadOnlyCollection<Step> steps, Durations settling)
        {
            _settling = settling;
            _steps = steps.ToDictionary(step => step.Key, StringComparer.Ordinal);
            _later = steps
                .SelectMany(step => step.Requires, (step, key) => (key, step))
                .ToLookup(edge => edge.key, edge => edge.step, StringComparer.Ordinal);
        }

        /// <summary>The longest chain that ends at the start of the step.</summary>
        public double Before(Step step) =>
            Known(
                _before,
                step,
                () => step.Requires.Where(_steps.ContainsKey).Select(key => Before(_steps[key]) + Wait(_steps[key], step)).DefaultIfEmpty(0).Max()
            );

        /// <summary>The longest chain that begins with the step, including its own duration.</summary>
        public double From(Step step) =>
            Known(
                _from,
                step,
                () => Math.Max(Settles(step), _later[step.Key].Select(later => Wait(step, later) + From(later)).DefaultIfEmpty(0).Max())
            );

        // An association waits until the endpoint's private DNS is removed, not until the endpoint is available.
        private double Wait(Step earlier, Step later) =>
            earlier is DisablePrivateDns && later is AssociateZone ? _settling.PrivateDnsGone.Least : Settles(earlier);

        private double Settles(Step step) =>
            step switch
            {
                CreateEndpoint => _settling.EndpointAvailable.Least,
                DisablePrivateDns or EnablePrivateDns => _settling.EndpointModified.Least,
                DeleteEndpoint => _settling.EndpointDeleted.Least,
                RequestPeering => _settling.PeeringRequested.Least,
                AcceptPeering => _settling.PeeringProvisioned.Least,
                CreateZone or ChangeRecords or AssociateZone or DisassociateZone => _settling.ZoneChange.Least,
                _ => 0,
            };

        private static double Known(Dictionary<string, double> known, Step step, Func<double> compute)
        {
            if (!known.TryGetValue(step.Key, out var value))
                known[step.Key] = value = compute();
            return value;
        }
    }
}
