using EndpointHub.Aws.Executing;
using EndpointHub.Aws.Operations.Requests;
using EndpointHub.Aws.Reading;
using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Operations.Work;

/// <summary>
/// The one way in which operations change anything: every record is planned on the network as the records before it leave it, its units
/// are asked for, and all that was agreed to is carried out as one plan; each record's result is given as soon as its own part is done.
/// In a rehearsal everything is the same up to the carrying out.
/// </summary>
internal sealed class PlannedWork
{
    private readonly OperationContext _context;
    private readonly bool _isDryRun;
    private readonly bool _isProjected;
    private readonly NetworkSnapshot _before;
    private readonly List<Part> _parts = [];
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

    /// <summary>Reads the network to plan on; in a rehearsal, with what this pipeline has foretold so far.</summary>
    /// <param name="context">Whom it is done for.</param>
    /// <param name="scope">What to read.</param>
    /// <param name="projected">The steps of projected input, null when no input is projected.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The work, still empty.</returns>
    public static async Task<PlannedWork> OnAsync(
        OperationContext context, SnapshotScope scope, IEnumerable<Step>? projected, CancellationToken cancellationToken)
    {
        var read = await SettledHub.ReadAsync(context, scope, cancellationToken);
        return new PlannedWork(context, context.Operator.IsDryRun || projected is not null, projected is not null, StepTrail.After(read, projected));
    }

    /// <summary>The network as everything planned so far leaves it.</summary>
    public NetworkSnapshot Now => _network;

    /// <summary>Plans what a record asks for, and asks for its units.</summary>
    /// <param name="record">The record.</param>
    /// <param name="planner">Plans on a network.</param>
    /// <param name="standsApart">Whether what is refused of the record keeps nothing else of it back.</param>
    /// <param name="earlier">Plans what a dry run assumes to be done before.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The part; null when it was refused or declined, which has been said.</returns>
    public async Task<Part?> PlanAsync(object? record, Func<NetworkSnapshot, Plan> planner, bool standsApart, Func<NetworkSnapshot, Plan>? earlier, CancellationToken cancellationToken)
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
        foreach (var silent in refusals[true])
            Operator.Warn($"{silent.Resource} {silent.Reason}");
        foreach (var refusal in refusals[false])
            Operator.Fail(refusal, record);
        if (refusals[false].Any() && !standsApart)
            return null;

        var isAgreed = true;
        foreach (var unit in plan.Units)
            isAgreed &= await Operator.ConfirmAsync(unit, cancellationToken) || _isDryRun;
        if (!isAgreed)
            return null;

        _network = plan.Predicted;
        var part = new Part(record, assumed.Units.Concat(plan.Units).ToValueList(), plan.Before, _network);
        _parts.Add(part);
        return part;
    }

    /// <summary>Carries out everything that was agreed to.</summary>
    /// <param name="activity">What it amounts to, for people.</param>
    /// <param name="finish">Gives a part's result.</param>
    /// <param name="cancellationToken">Stops it; a cut-over that has begun is finished or taken back first.</param>
    /// <returns>A task that ends when everything is at rest.</returns>
    public async Task CarryOutAsync(string activity, Action<Part, PartResult> finish, CancellationToken cancellationToken)
    {
        if (_isDryRun)
        {
            var foretoldAt = _context.Access.Clock.GetUtcNow();
            for (var i = 0; i < _parts.Count; i++)
            {
                var units = _parts.Take(i).SelectMany(part => part.Units).Where(IsShared).Concat(_parts[i].Units);
                finish(_parts[i], new PartResult(_parts[i].Predicted, Steps(units), ValueList<UnitOutcome>.Empty, foretoldAt, IsProjected: true));
            }

            return;
        }

        var plan = WithHiddenRequirements(new Plan(_before, _parts.SelectMany(part => part.Units).ToValueList(), ValueList<Problem>.Empty));
        var story = new ProgressReporter(Operator, activity, plan.Steps.Count());
        var run = _context.Access.Executor.Start(plan, story, cancellationToken);
        var next = 0;
        var endings = new List<Task>();
        foreach (var part in _parts)
        {
            var own = plan.Units.Skip(next).Take(part.Units.Count).ToValueList();
            endings.Add(EndAsync(part, plan.Units.Take(next).Where(IsShared).Concat(own).ToList(), own, run, finish));
            next += own.Count;
        }

        try
        {
            await Task.WhenAll(endings);
        }
        finally
        {
            if (!plan.IsEmpty)
                story.End();
        }
    }

    // With projected objects the assumption is what their pipeline is made for; of real ones the operator may expect that it is done already.
    private void Assume(PlanUnit unit)
    {
        if (_isProjected)
            Operator.ReportStatus(EarlierStages.Told(unit));
        else
            Operator.Warn(EarlierStages.Told(unit));
    }

    // Units about a hub serve every record: what an earlier one of them makes, a later record takes for made.
    private static bool IsShared(PlanUnit unit) => unit.Kind is PlanUnitKind.Hub or PlanUnitKind.Zones;

    private static ValueList<Step> Steps(IEnumerable<PlanUnit> units) => units.SelectMany(unit => unit.Steps).ToValueList();

    // A part was planned on the prediction of those before it, so its steps may use what an earlier part has yet to make.
    private static Plan WithHiddenRequirements(Plan plan)
    {
        var makers = plan.Steps.Where(step => step.MadeSymbols.Count > 0).ToList();
        ValueList<Step> Required(ValueList<Step> steps) => steps.Each(step =>
        {
            var hidden = makers.Where(maker => maker.Key != step.Key && !step.Requires.Contains(maker.Key) && step.Uses(maker)).Select(maker => maker.Key);
            return step with { Requires = step.Requires.Concat(hidden).ToValueList() };
        });
        return plan with { Units = plan.Units.Each(unit => unit with { Steps = Required(unit.Steps) }) };
    }

    private async Task EndAsync(Part part, List<PlanUnit> awaited, ValueList<PlanUnit> own, PlanRun run, Action<Part, PartResult> finish)
    {
        var outcomes = await Task.WhenAll(awaited.Select(run.OutcomeOfAsync).ToArray());
        if (outcomes.FirstOrDefault(outcome => !outcome.IsComplete) is { Problem: { } problem })
        {
            Operator.Fail(problem, part.Record);
            return;
        }

        var steps = outcomes.SelectMany(outcome => outcome.Done).ToValueList();
        var ownOutcomes = outcomes.Where(outcome => own.Contains(outcome.Unit)).ToValueList();
        finish(part, new PartResult(_before.After(steps), steps, ownOutcomes, _context.Access.Clock.GetUtcNow(), IsProjected: false));
    }
}
