namespace EndpointHub.Sandbox.State;

/// <summary>Generates identifiers in AWS's formats from the seed.</summary>
internal sealed class Ids(int seed)
{
    private const string Hex = "0123456789abcdef";
    private const string Upper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, Random> _kinds = new(StringComparer.Ordinal);

    /// <summary>
    /// Returns an id such as <c>vpc-0</c> and sixteen hexadecimal digits. Each resource type has a sequence of its own, so that the third VPC of a
    /// seed has the same id whatever else was created before it, and documentation can name the ids of the seed landscape.
    /// </summary>
    public string Resource(string prefix)
    {
        if (!_kinds.TryGetValue(prefix, out var row))
            _kinds.Add(prefix, row = new Random(prefix.Aggregate(seed, (hash, letter) => unchecked((hash * 31) + letter))));
        return $"{prefix}-0{Draw(Hex, 16, row)}";
    }

    public string Zone() => $"Z{Draw(Upper, 20)}";

    public string Change() => $"C{Draw(Upper, 20)}";

    /// <summary>The eight characters after the endpoint's id in its DNS names.</summary>
    public string DnsLabel() => Draw("0123456789abcdefghijklmnopqrstuvwxyz", 8);

    public string Mac() => $"06:{string.Join(':', Enumerable.Range(0, 5).Select(_ => Draw(Hex, 2)))}";

    public int Below(int limit) => _random.Next(limit);

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var array = items.ToArray();
        _random.Shuffle(array);
        return array;
    }

    private string Draw(string alphabet, int length) => Draw(alphabet, length, _random);

    private static string Draw(string alphabet, int length, Random row) =>
        string.Create(
            length,
            (alphabet, row),
            static (span, s) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = s.alphabet[s.row.Next(s.alphabet.Length)];
            }
        );
}
