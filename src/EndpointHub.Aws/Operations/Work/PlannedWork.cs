using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// Plans and carries out the changes of an operation. Every request is planned on the predicted network after the requests before it, and its units
/// are confirmed. All confirmed units are carried out as one plan. Each request's result is returned as soon as its own units are done.
/// A dry run plans in the same way and carries out nothing.
/// </summary>
internal sealed class PlannedWork
{
    private readonly OperationContext _context;
    private readonly bool _isDryRun;
    private readonly bool _isProjected;
    private readonly NetworkSnapshot _before;
    private readonly List<PlannedRequest> _planned = [];
    private NetworkSnapshot _network;

    private PlannedWork(OperationContext context, bool isDryRun, bool isProjected, NetworkSnapshot before)
    {
        _isProjected = isProjected;
        _context = context;
        _isDryRun = isDryRun;
        _before = before;
        _network = before;
    }

    private IOperator Operator => _context.Operator;

    /// <summary>Reads the network to plan on, and applies the predicted steps of the input.</summary>
    /// <param name="context">The operator and the access to AWS.</param>
    /// <param name="scope">The part of the network to read.</param>
    /// <param name="projected">The steps of projected input; null if no input is projected.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The work, without requests.</returns>
    public static async Task<PlannedWork> OnAsync(
        OperationContext context,
        SnapshotScope scope,
        IEnumerable<Step>? projected,
        CancellationToken cancellationToken
    )
    {
        var read = await SettledNetwork.ReadAsync(context, scope, cancellationToken);
        return new PlannedWork(context, context.Operator.IsDryRun || projected is not null, projected is not null, StepTrail.After(read, projected));
    }

    /// <summary>Gets the predicted network after everything that was planned so far.</summary>
    public NetworkSnapshot Network => _network;

    /// <summary>Plans a request and asks for confirmation of its units.</summary>
    /// <param name="record">The input object of the request.</param>
    /// <param name="planner">Creates the plan for a network.</param>
    /// <param name="allowsPartialPlan">True to continue with the other units of the request if some are refused.</param>
    /// <param name="earlier">Plans the stages that a dry run assumes to be done; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The planned request; null if it was refused or declined, which has been reported.</returns>
    public async Task<PlannedRequest?> PlanAsync(
        object? record,
        Func<NetworkSnapshot, Plan> planner,
        bool allowsPartialPlan,
        Func<NetworkSnapshot, Plan>? earlier,
        CancellationToken cancellationToken
    )
    {
        var assumed = _isDryRun && earlier is not null ? earlier(_network) : Plan.Nothing(_network);
        foreach (var unit in assumed.Units)
            Assume(unit);
        var plan = planner(assumed.Predicted);
        foreach (var sentence in plan.Found)
            Operator.ReportStatus(sentence);
        foreach (var note in plan.Notes)
            Operator.Warn(note);

        var refusals = plan.Refusals.ToLookup(problem => problem.Code == nameof(Problems.NoPrivateNames));
        foreach (var noNames in refusals[true])
            Operator.Warn($"{noNames.Resource} {noNames.Reason}");
        foreach (var refusal in refusals[false])
            Operator.Fail(refusal, record);
        if (refusals[false].Any() && (!allowsPartialPlan || plan.Units.Count == 0))
            return null;

        var isConfirmed = true;
        foreach (var unit in plan.Units)
            isConfirmed &= await Operator.ConfirmAsync(unit, cancellationToken) || _isDryRun;
        if (!isConfirmed)
            return null;

        _network = plan.Predicted;
        var plannedRequest = new PlannedRequest(record, assumed.Units.Concat(plan.Units).ToValueList(), plan.Before, _network)
        {
            Waivers = plan.Waivers,
        };
        _planned.Add(plannedRequest);
        return plannedRequest;
    }

    /// <summary>Carries out all confirmed units.</summary>
    /// <param name="activity">The name of the activity in progress reports.</param>
    /// <param name="onCompleted">Returns the result of a request.</param>
    /// <param name="cancellationToken">Cancels the operation. A cut-over that has begun is completed or reverted first.</param>
    /// <returns>A task that completes when all work has finished.</returns>
    public async Task CarryOutAsync(string activity, Action<PlannedRequest, RequestResult> onCompleted, CancellationToken cancellationToken)
    {
        if (_isDryRun)
        {
            var projectedAt = _context.Access.Clock.GetUtcNow();
            for (var i = 0; i < _planned.Count; i++)
            {
                var units = _planned.Take(i).SelectMany(plannedRequest => plannedRequest.Units).Where(IsShared).Concat(_planned[i].Units);
                onCompleted(
                    _planned[i],
                    new RequestResult(_planned[i].Predicted, Steps(units), ValueList<UnitOutcome>.Empty, projectedAt, IsProjected: true)
                    {
                        Allowed = Waiver.CodesOf(_planned[i].Waivers),
                    }
                );
            }

            return;
        }

        var plan = WithImplicitRequirements(
            new Plan(_before, _planned.SelectMany(plannedRequest => plannedRequest.Units).ToValueList(), ValueList<Problem>.Empty)
        );
        var reporter = new ProgressReporter(Operator, activity, plan.Steps.Count());
        using var limit = _context.StartLimit();
        var run = _context.Access.Executor.Start(plan, reporter, limit, cancellationToken);
        var next = 0;
        var completions = new List<Task>();
        foreach (var plannedRequest in _planned)
        {
            var own = plan.Units.Skip(next).Take(plannedRequest.Units.Count).ToValueList();
            completions.Add(CompleteAsync(plannedRequest, plan.Units.Take(next).Where(IsShared).Concat(own).ToList(), own, run, onCompleted));
            next += own.Count;
        }

        try
        {
            await Task.WhenAll(completions);
        }
        finally
        {
            if (!plan.IsEmpty)
                reporter.End();
        }
    }

    // For projected objects the assumption is expected. For real objects it deserves a warning, because the operator may think that the stage is
    // done.
    private void Assume(PlanUnit unit)
    {
        if (_isProjected)
            Operator.ReportStatus(EarlierStages.Describe(unit));
        else
            Operator.Warn(EarlierStages.Describe(unit));
    }

    // Units of a hub are shared: a later request relies on what an earlier one creates.
    private static bool IsShared(PlanUnit unit) => unit.Kind is PlanUnitKind.Hub or PlanUnitKind.Zones;

    private static ValueList<Step> Steps(IEnumerable<PlanUnit> units) => units.SelectMany(unit => unit.Steps).ToValueList();

    // A request is planned on the prediction of the requests before it, so its steps may depend on steps of these.
    private static Plan WithImplicitRequirements(Plan plan)
    {
        var creators = plan.Steps.Where(step => step.MadeSymbols.Count > 0).ToList();
        ValueList<Step> Required(ValueList<Step> steps) =>
            steps.Each(step =>
            {
                var implied = creators
                    .Where(creator => creator.Key != step.Key && !step.Requires.Contains(creator.Key) && step.Uses(creator))
                    .Select(creator => creator.Key);
                return step with { Requires = step.Requires.Concat(implied).ToValueList() };
            });
        return plan with { Units = plan.Units.Each(unit => unit with { Steps = Required(unit.Steps) }) };
    }

    private async Task CompleteAsync(
        PlannedRequest plannedRequest,
        List<PlanUnit> awaitedUnits,
        ValueList<PlanUnit> own,
        PlanRun run,
        Action<PlannedRequest, RequestResult> onCompleted
    )
    {
        var outcomes = await Task.WhenAll(awaitedUnits.Select(run.OutcomeOfAsync).ToArray());
        foreach (var problem in ProblemsOf(outcomes))
            Operator.Fail(problem, plannedRequest.Record);

        // Names that have moved are returned, with the windows, even where a later call failed.
        var steps = outcomes.SelectMany(outcome => outcome.IsCutShort ? outcome.Done : outcome.InEffect).ToValueList();
        var ownOutcomes = outcomes.Where(outcome => own.Contains(outcome.Unit)).ToValueList();
        if (outcomes.Any(outcome => outcome is { IsComplete: false, IsCutShort: false }) && !ownOutcomes.Any(outcome => outcome.HasMovedNames))
            return;

        onCompleted(
            plannedRequest,
            new RequestResult(_before.After(steps), steps, ownOutcomes, _context.Access.Clock.GetUtcNow(), IsProjected: false)
            {
                Allowed = Waiver.CodesOf(plannedRequest.Waivers),
            }
        );
    }

    // The problem of a cut-over says itself where the names resolve to.
    private static IEnumerable<Problem> ProblemsOf(UnitOutcome[] outcomes)
    {
        var isUncertain = outcomes.Any(outcome => outcome.IsUncertain);
        var changes = outcomes.SelectMany(outcome => outcome.Done).Select(step => step.Description).ToList();
        return outcomes
            .Where(outcome => !outcome.IsComplete)
            .SelectMany(outcome =>
                outcome.IsCutShort ? outcome.Reports
                : outcome.Unit.IsCritical || (isUncertain && changes.Count == 0) ? new[] { outcome.Problem! }
                : new[] { outcome.Problem!.After(changes) }
            )
            .Distinct();
    }
}
