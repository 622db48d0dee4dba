using EndpointHub.Errors;
using EndpointHub.Topology;
using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>
/// One change to the network, as data. Its members say what it changes and where, which steps come first, when it has settled, which API action it
/// uses, how the network looks afterwards, and which step undoes it.
/// </summary>
internal abstract record Step
{
    /// <summary>The account whose credentials run it, and the region whose API it uses.</summary>
    public required Location Location { get; init; }

    /// <summary>The keys of the steps that must have settled before this one starts.</summary>
    public ValueList<string> Requires { get; init; } = ValueList<string>.Empty;

    /// <summary>The key that identifies the step. Planning the same change again gives the same key.</summary>
    public string Key => $"{Action.Name} {Subject}";

    /// <summary>The API action that it calls.</summary>
    public abstract ApiAction Action { get; }

    /// <summary>The ids and names that it changes, unique among the steps of the same action.</summary>
    public abstract string Subject { get; }

    /// <summary>The description for the operator: one imperative sentence without a full stop.</summary>
    public abstract string Description { get; }

    /// <summary>The symbolic id of the resource that this step creates; null when it creates none.</summary>
    public virtual string? Creates => null;

    /// <summary>All symbols that have a real value after this step: the id of the created resource, and the names that AWS assigns to it.</summary>
    public virtual ValueList<string> MadeSymbols => Creates is { } made ? ValueList.Of(made) : ValueList<string>.Empty;

    /// <summary>Its effect on the resolution of private names; null when it has none.</summary>
    public virtual NameChange? NameChange => null;

    /// <summary>
    /// The AWS CLI command that makes the same change, for an operator who has to complete it by hand; null where that never happens.
    /// </summary>
    internal virtual CommandLine? CommandLine => null;

    /// <summary>The way to find out that it has settled; null when the change takes effect with the response.</summary>
    public virtual Settlement? Settlement => null;

    /// <summary>True if several steps of its kind share one API call, so that a step does not count against the request limit by itself.</summary>
    public virtual bool SharesCalls => false;

    /// <summary>True if its request limit is so low that its call is reserved before the names that it changes lose their private answer.</summary>
    public virtual bool ReservesAhead => false;

    /// <summary>True if it may start as soon as AWS has accepted the steps that it requires, because it does not need their effect.</summary>
    public virtual bool StartsOnAcceptance => false;

    /// <summary>The network after this step.</summary>
    /// <param name="before">The network before.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="KeyNotFoundException">The snapshot does not contain a resource of the step.</exception>
    public abstract NetworkSnapshot ApplyTo(NetworkSnapshot before);

    /// <summary>True if the change has taken effect. AWS responds to many calls before that.</summary>
    /// <param name="network">The present state of the resources that the step changes.</param>
    /// <returns>True if it has taken effect. Always true for changes that take effect with the response.</returns>
    public virtual bool IsSettledIn(NetworkSnapshot network) => true;

    /// <summary>The step that undoes this step.</summary>
    /// <param name="before">The network before the step.</param>
    /// <returns>The inverse step.</returns>
    public abstract Step InverseOn(NetworkSnapshot before);

    /// <summary>A copy of this step with real ids in place of symbols.</summary>
    /// <param name="symbols">The real ids of the symbols.</param>
    /// <returns>The step to execute.</returns>
    public abstract Step Bound(SymbolTable symbols);

    /// <summary>True if this step uses a resource that another step creates.</summary>
    /// <param name="creator">The other step.</param>
    /// <returns>True if it contains one of the symbols of the other step.</returns>
    public bool Uses(Step creator)
    {
        var symbols = new SymbolTable();
        foreach (var symbol in creator.MadeSymbols)
            symbols.Bind(symbol, "known");
        return creator.MadeSymbols.Count > 0 && Bound(symbols) != this;
    }

    /// <summary>The description of the step.</summary>
    /// <returns><see cref="Description"/>.</returns>
    public sealed override string ToString() => Description;
}
