using EndpointHub.Values;

namespace EndpointHub.Paths.Index;

/// <summary>The numbers of rules that are evaluated in ascending order, as those of network ACLs and of DNS Firewall rule groups.</summary>
internal static class RuleNumbers
{
    /// <summary>The free numbers below a number, the highest first.</summary>
    /// <param name="number">The number of the rule that they have to be evaluated before.</param>
    /// <param name="taken">The numbers of the rules that exist.</param>
    /// <param name="limit">How many are needed at most.</param>
    public static ValueList<int> AllFreeBefore(int number, IEnumerable<int> taken, int limit) =>
        Enumerable.Range(1, number - 1).Reverse().Except(taken).Take(limit).ToValueList();

    /// <summary>The highest free number below a number; null when there is none, because the lowest is 1.</summary>
    public static int? FreeBefore(int number, IEnumerable<int> taken)
    {
        var all = new HashSet<int>(taken);
        do
        {
            number--;
        } while (all.Contains(number));
        return number > 0 ? number : null;
    }
}
