using EndpointHub.Sandbox.Errors;

namespace EndpointHub.Sandbox.Http;

/// <summary>What shall go wrong, by rule.</summary>
internal sealed class Faults
{
    private readonly List<FaultRule> _rules = [];

    public IReadOnlyList<FaultRule> Rules => _rules;

    /// <exception cref="ArgumentException">A rule without an action, or with a status that is no failure.</exception>
    public void Replace(IEnumerable<FaultRule> rules)
    {
        List<FaultRule> all = [.. rules];
        if (all.Exists(r => r is not { Action.Length: > 0, Status: >= 400 and < 600 })) throw new ArgumentException("A fault needs an action and a status of 400 to 599.", nameof(rules));
        _rules.Clear();
        _rules.AddRange(all);
    }

    public FaultRule? For(RequestLogEntry entry)
    {
        FaultRule? chosen = null;
        foreach (var rule in _rules.Where(r => r.Concerns(entry)))
        {
            rule.Seen++;
            if (rule.Seen >= rule.Nth && rule.Seen < rule.Nth + rule.Times) chosen ??= rule;
        }

        return chosen;
    }
}

/// <summary>One fault: the calls from the <see cref="Nth"/> on, <see cref="Times"/> of them, fail.</summary>
/// <param name="Action">An operation, or <c>*</c>.</param>
/// <param name="Code">The error code answered; null with <paramref name="DropsAnswer"/>: the call takes effect and its answer is lost.</param>
public sealed record FaultRule(string Action, string? Code = null, int Status = 400, int Nth = 1, int Times = 1, bool DropsAnswer = false, string? Account = null)
{
    /// <summary>Calls that matched so far.</summary>
    public int Seen { get; set; }

    internal bool Concerns(RequestLogEntry entry) => (Action == "*" || Action == entry.Action) && (Account is null || Account == entry.Account);

    internal void ThrowBefore()
    {
        if (Code is not null) throw new AwsException(Code, "A fault that was asked for.", Status);
    }
}
