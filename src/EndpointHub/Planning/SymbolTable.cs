using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>What symbolic ids, and symbolic DNS names, have become at AWS.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, string> _real = new(StringComparer.Ordinal);

    /// <summary>What a symbol has become; text that is no known symbol stays what it is.</summary>
    /// <param name="symbol">An id or name.</param>
    /// <returns>The real one.</returns>
    public string this[string symbol] => _real.TryGetValue(symbol, out var real) ? real : symbol;

    /// <summary>The symbols that are known, each with what it became.</summary>
    public IReadOnlyDictionary<string, string> Known => _real;

    /// <summary>Notes what a symbol has become.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="real">AWS's id or name.</param>
    public void Bind(string symbol, string real) => _real[symbol] = real;

    /// <summary>What each symbol of a list has become.</summary>
    /// <param name="symbols">Ids or names.</param>
    /// <returns>The real ones in the same order.</returns>
    public ValueList<string> All(ValueList<string> symbols) => symbols.Each(symbol => this[symbol]);
}
