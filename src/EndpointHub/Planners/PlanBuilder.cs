using EndpointHub.Errors;
using EndpointHub.Planning;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planners;

/// <summary>Collects the steps, refusals and notes of one unit, and predicts the network after the steps so far.</summary>
internal sealed class PlanBuilder
{
    private readonly NetworkSnapshot _before;
    private readonly PlanUnitKind _kind;
    private readonly string _subject;
    private readonly List<Step> _steps = [];
    private readonly List<Problem> _refusals = [];
    private readonly List<string> _notes = [];
    private readonly List<Waiver> _waivers = [];
    private readonly List<string> _found = [];

    public PlanBuilder(NetworkSnapshot before, PlanUnitKind kind, string subject)
    {
        _before = before;
        _kind = kind;
        _subject = subject;
        Predicted = before;
    }

    /// <summary>The network after the steps so far.</summary>
    public NetworkSnapshot Predicted { get; private set; }

    public void Add(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
            Add(step);
    }

    public T Add<T>(T step)
        where T : Step
    {
        _steps.Add(step);
        Predicted = Predicted.After(step);
        return step;
    }

    /// <summary>Adds reasons why a change is not planned.</summary>
    /// <returns>True if there was at least one reason.</returns>
    public bool Refuse(IEnumerable<Problem> problems)
    {
        var found = problems.ToList();
        _refusals.AddRange(found);
        return found.Count > 0;
    }

    /// <summary>Adds reasons why a change is not planned. If the operator allowed all of them, they become notes instead.</summary>
    /// <param name="refusals">The reasons.</param>
    /// <param name="allowed">The codes that the operator gave.</param>
    /// <param name="subjects">The service or the endpoints that they apply to.</param>
    /// <returns>True if there was at least one reason that the operator did not allow.</returns>
    public bool Refuse(IEnumerable<Refusal> refusals, ValueList<string> allowed, params string[] subjects)
    {
        var found = refusals.Select(refusal => (refusal.Problem, Codes: refusal.WaivedBy(allowed))).ToList();
        if (Refuse(found.Where(one => one.Codes.Count == 0).Select(one => one.Problem)))
            return true;

        foreach (var (problem, codes) in found)
        {
            Note($"{problem} It is allowed by -Allow {codes}.");
            Waive(codes, subjects);
        }

        return false;
    }

    /// <summary>Records that the operator allowed refusals.</summary>
    public void Waive(IEnumerable<string> codes, IEnumerable<string> subjects) =>
        _waivers.AddRange(codes.SelectMany(code => subjects.Select(subject => new Waiver(code, subject))));

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Adds a note for the operator.</summary>
    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Adds a sentence about an existing resource that needs no step.</summary>
    public void Found(string sentence) => _found.Add(sentence);

    public Plan Build() =>
        new(
            _before,
            _steps.Count == 0 ? ValueList<PlanUnit>.Empty : ValueList.Of(new PlanUnit(_kind, _subject, _steps.ToValueList())),
            _refusals.Distinct().ToValueList()
        )
        {
            Notes = _notes.Distinct(StringComparer.Ordinal).ToValueList(),
            Waivers = _waivers.Distinct().ToValueList(),
            Found = _found.ToValueList(),
        };
}

internal static class StepOrder
{
    /// <summary>A copy of a step that starts after others have settled.</summary>
    /// <param name="step">The step.</param>
    /// <param name="needed">The steps that must have settled first. Null entries are ignored.</param>
    public static T Requiring<T>(this T step, params Step?[] needed)
        where T : Step => (T)(step with { Requires = needed.OfType<Step>().Select(first => first.Key).ToValueList() });
}
