using EndpointHub.Values;

namespace EndpointHub.Planning;

/// <summary>Maps symbolic ids and symbolic DNS names to those that AWS assigned.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, string> _real = new(StringComparer.Ordinal);

    /// <summary>The real id or name of a symbol. Text that is not a known symbol is returned unchanged.</summary>
    /// <param name="symbol">An id or name.</param>
    /// <returns>The real one.</returns>
    public string this[string symbol] => _real.TryGetValue(symbol, out var real) ? real : symbol;

    /// <summary>The known symbols with their real ids or names.</summary>
    public IReadOnlyDictionary<string, string> Known => _real;

    /// <summary>Sets the real id or name of a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="real">The id or name that AWS assigned.</param>
    public void Bind(string symbol, string real) => _real[symbol] = real;

    /// <summary>The real ids or names of a list of symbols.</summary>
    /// <param name="symbols">Ids or names.</param>
    /// <returns>The real ones in the same order.</returns>
    public ValueList<string> All(ValueList<string> symbols) => symbols.Each(symbol => this[symbol]);
}
