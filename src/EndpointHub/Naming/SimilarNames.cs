using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>Finds names that are similar to a name that does not exist.</summary>
internal static class SimilarNames
{
    private const int MaxNames = 3;

    /// <summary>
    /// The names that are most similar to another: first those with the same parts, then those with all of its parts, those with a small edit
    /// distance, and those with a common part.
    /// </summary>
    /// <param name="name">The name that does not exist.</param>
    /// <param name="names">The existing names.</param>
    /// <returns>At most three names; none when no name is similar.</returns>
    public static ValueList<string> To(string name, IEnumerable<string> names) =>
        names
            .Distinct(StringComparer.Ordinal)
            .Select(candidate => (Name: candidate, Rank: RankOf(name, candidate), Distance: Distance(Letters(name), Letters(candidate))))
            .Where(candidate => candidate.Rank is not null)
            .OrderBy(candidate => candidate.Rank)
            .ThenBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(MaxNames)
            .Select(candidate => candidate.Name)
            .ToValueList();

    private static int? RankOf(string name, string candidate)
    {
        var (asked, offered) = (Parts(name), Parts(candidate));
        var close = Math.Max(1, Letters(name).Length / 4);
        return asked.SetEquals(offered) || Letters(name) == Letters(candidate) ? 0
            : asked.IsSubsetOf(offered) ? 1
            : Distance(Letters(name), Letters(candidate)) <= close ? 2
            : asked.Overlaps(offered) ? 3
            : null;
    }

    private static HashSet<string> Parts(string name) =>
        new(name.ToLowerInvariant().Split(['.', '-', '_'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // The Levenshtein distance: the number of inserted, deleted and replaced letters.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
