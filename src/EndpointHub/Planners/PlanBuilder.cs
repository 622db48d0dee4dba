using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>Gathers one unit's steps, refusals and notes, and keeps the network as the steps so far leave it.</summary>
internal sealed class PlanBuilder
{
    private readonly NetworkSnapshot _before;
    private readonly PlanUnitKind _kind;
    private readonly string _subject;
    private readonly List<Step> _steps = [];
    private readonly List<Problem> _refusals = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _found = [];

    public PlanBuilder(NetworkSnapshot before, PlanUnitKind kind, string subject)
    {
        _before = before;
        _kind = kind;
        _subject = subject;
        Now = before;
    }

    /// <summary>The network after the steps so far.</summary>
    public NetworkSnapshot Now { get; private set; }

    public void Add(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
            Add(step);
    }

    public T Add<T>(T step)
        where T : Step
    {
        _steps.Add(step);
        Now = Now.After(step);
        return step;
    }

    /// <summary>Notes why something is not planned.</summary>
    /// <returns>Whether there was anything to refuse.</returns>
    public bool Refuse(IEnumerable<Problem> problems)
    {
        var found = problems.ToList();
        _refusals.AddRange(found);
        return found.Count > 0;
    }

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Says what the operator should know beside steps and refusals.</summary>
    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Says what stands and fits, so that no step is needed for it.</summary>
    public void Found(string sentence) => _found.Add(sentence);

    public Plan Build() => new(
        _before,
        _steps.Count == 0 ? ValueList<PlanUnit>.Empty : ValueList.Of(new PlanUnit(_kind, _subject, _steps.ToValueList())),
        _refusals.Distinct().ToValueList())
    {
        Notes = _notes.ToValueList(),
        Found = _found.ToValueList(),
    };
}

internal static class StepOrder
{
    /// <summary>A step that waits for others.</summary>
    /// <param name="step">The step.</param>
    /// <param name="needed">What must have settled first; null where that is so already.</param>
    public static T Requiring<T>(this T step, params Step?[] needed)
        where T : Step =>
        (T)(step with { Requires = needed.OfType<Step>().Select(first => first.Key).ToValueList() });
}
