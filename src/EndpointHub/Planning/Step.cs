using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>
/// One change to the network, as data: what it changes and where, what must come first, how its end is recognised, which API budget it
/// draws on, what the network looks like afterwards, and what takes it back.
/// </summary>
public abstract record Step
{
    /// <summary>Whose credentials carry it out, and at which region's API.</summary>
    public required Location Location { get; init; }

    /// <summary>The keys of the steps that must have settled before this one begins.</summary>
    public ValueList<string> Requires { get; init; } = ValueList<string>.Empty;

    /// <summary>What tells it from other steps; planning the same thing again gives the same key.</summary>
    public string Key => $"{Action.Name} {Subject}";

    /// <summary>The API action it draws on.</summary>
    public abstract ApiAction Action { get; }

    /// <summary>What it changes: ids and names, unique among the steps of the same action.</summary>
    public abstract string Subject { get; }

    /// <summary>The step for people, as one sentence without a full stop.</summary>
    public abstract string Description { get; }

    /// <summary>The symbolic id that this step turns into a real one; null when it makes nothing.</summary>
    public virtual string? Creates => null;

    /// <summary>Every symbol that this step gives a meaning: what it makes, and what AWS chooses along with it.</summary>
    public virtual ValueList<string> MadeSymbols => Creates is { } made ? ValueList.Of(made) : ValueList<string>.Empty;

    /// <summary>What it does to the answer that names have; null when it moves no name.</summary>
    public virtual NameChange? NameChange => null;

    /// <summary>The AWS CLI command that makes the same change, for an operator who has to complete it by hand; null where that never happens.</summary>
    internal virtual CommandLine? CommandLine => null;

    /// <summary>How it settles; null for what AWS does at once.</summary>
    public virtual Settlement? Settlement => null;

    /// <summary>Whether steps of its kind share calls, so that it draws no token of its own from its API budget.</summary>
    public virtual bool SharesCalls => false;

    /// <summary>Whether its API budget is so small that its call is reserved before any name that it answers for loses its answer.</summary>
    public virtual bool ReservesAhead => false;

    /// <summary>The network after this step.</summary>
    /// <param name="before">The network before.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="KeyNotFoundException">The step is about something that the snapshot does not hold.</exception>
    public abstract NetworkSnapshot ApplyTo(NetworkSnapshot before);

    /// <summary>Whether the change has come to its end: AWS answers many calls before it has done what they ask.</summary>
    /// <param name="network">The present state of what the step touches.</param>
    /// <returns>Whether it has; true for what AWS does at once.</returns>
    public virtual bool IsSettledIn(NetworkSnapshot network) => true;

    /// <summary>What takes this step back.</summary>
    /// <param name="before">The network before the step.</param>
    /// <returns>The step that does.</returns>
    public abstract Step InverseOn(NetworkSnapshot before);

    /// <summary>This step with real ids in place of symbols.</summary>
    /// <param name="symbols">What the symbols have become.</param>
    /// <returns>The step to carry out.</returns>
    public abstract Step Bound(SymbolTable symbols);

    /// <summary>Whether this step uses what another one makes.</summary>
    /// <param name="maker">The other step.</param>
    /// <returns>Whether it names any of the other's symbols.</returns>
    public bool Uses(Step maker)
    {
        var symbols = new SymbolTable();
        foreach (var symbol in maker.MadeSymbols)
            symbols.Bind(symbol, "known");
        return maker.MadeSymbols.Count > 0 && Bound(symbols) != this;
    }

    /// <summary>The step for people.</summary>
    /// <returns><see cref="Description"/>.</returns>
    public sealed override string ToString() => Description;
}
