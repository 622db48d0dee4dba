namespace EndpointHub.Paths.Index;

/// <summary>The numbers of rules that are evaluated in ascending order, as those of network ACLs and of DNS Firewall rule groups.</summary>
internal static class RuleNumbers
{
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
