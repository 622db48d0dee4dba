using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Results;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Aws.Executing;

/// <summary>
/// The outcome of a cut-over or of its reversal, from all its groups. One problem says everything: the calls that failed, where each name resolves to
/// now, and the commands that are left.
/// </summary>
internal sealed class CriticalOutcome(PlanUnit unit, IReadOnlyList<CriticalStepGroup> groups, NetworkSnapshot before)
{
    private IEnumerable<CriticalStepGroup> RolledBack => groups.Where(group => group.Rollback is not null);

    /// <summary>Gets the windows in which each zone's names may have had no private answer.</summary>
    public ValueList<CutoverWindow> Windows =>
        groups.SelectMany(group => group.Windows()).OrderBy(window => window.ZoneName, StringComparer.Ordinal).ToValueList();

    /// <summary>Returns the problem of an incomplete unit.</summary>
    /// <returns>The problem; null if every step has completed.</returns>
    public Problem? ToProblem()
    {
        var causes = groups.SelectMany(group => group.Causes).Distinct().OrderBy(UnitOutcome.IsOfTimeLimit).ToList();
        if (causes.TrueForAll(UnitOutcome.IsOfTimeLimit))
            return causes.FirstOrDefault();

        var names = Names(groups);
        if (!RolledBack.Any())
            return names.AddTo(WithOthers(causes[0], [.. causes.Skip(1)]));

        return Names(RolledBack).AreCertain ? TakenBack(names, Joined(causes)) : Stuck(names, Joined(causes));
    }

    private bool IsReturn => unit.Kind == PlanUnitKind.Return;

    private static Problem WithOthers(Problem first, List<Problem> others) =>
        others.Count == 0 ? first : first with { Reason = $"{NameAnswers.Sentence(first.Reason)} {Joined(others)}" };

    private Problem TakenBack(NameAnswers names, string causes)
    {
        var reason = string.Join(
            " Besides, ",
            RolledBack.SelectMany(group => group.Rollback!.Obstacles).Select(problem => problem.ToString()).Prepend(causes)
        );
        var gap = TimeSpan.FromSeconds(RolledBack.SelectMany(group => group.Windows()).Max(window => window.Seconds) ?? 0);
        return IsReturn ? Problems.ReturnTakenBack(unit.Subject, names, reason, gap) : Problems.CutoverTakenBack(unit.Subject, names, reason, gap);
    }

    private Problem Stuck(NameAnswers names, string causes)
    {
        var since = RolledBack.SelectMany(group => group.RemovedAt()).Min();
        var obstacles = Joined(RolledBack.SelectMany(group => group.Rollback!.Obstacles));
        var command = RolledBack
            .Select(group => group.Rollback!.Remaining)
            .OfType<CommandLine>()
            .Aggregate((CommandLine?)null, (all, next) => all?.Then(next) ?? next);
        return IsReturn
            ? Problems.ReturnStuck(unit.Subject, names, since, causes, obstacles, command)
            : Problems.CutoverStuck(unit.Subject, names, since, causes, obstacles, command);
    }

    private NameAnswers Names(IEnumerable<CriticalStepGroup> some) =>
        new(unit.Subject, some.SelectMany(group => group.AnswersByZone(before, unit.Subject)).Distinct().ToValueList());

    // One call can fail for several resources.
    private static string Joined(IEnumerable<Problem> problems) =>
        string.Join(
            " ",
            problems
                .GroupBy(problem => problem.Reason, problem => problem.Resource)
                .Select(same => NameAnswers.Sentence($"{string.Join(", ", same.Distinct(StringComparer.Ordinal))}: {same.Key}"))
        );
}
