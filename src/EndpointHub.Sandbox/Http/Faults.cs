using EndpointHub.Sandbox.Errors;

namespace EndpointHub.Sandbox.Http;

/// <summary>The faults to inject, as rules.</summary>
internal sealed class Faults
{
    private readonly List<FaultRule> _rules = [];

    public IReadOnlyList<FaultRule> Rules => _rules;

    /// <exception cref="ArgumentException">A rule has no action, or its status is not an error status.</exception>
    public void Replace(IEnumerable<FaultRule> rules)
    {
        List<FaultRule> all = [.. rules];
        if (all.Exists(r => r is not { Action.Length: > 0, Status: >= 400 and < 600 }))
            throw new ArgumentException("A fault needs an action and a status of 400 to 599.", nameof(rules));
        _rules.Clear();
        _rules.AddRange(all);
    }

    public FaultRule? For(RequestLogEntry entry)
    {
        FaultRule? chosen = null;
        foreach (var rule in _rules.Where(r => r.Concerns(entry)))
        {
            rule.Seen++;
            if (rule.Seen >= rule.Nth && rule.Seen < rule.Nth + rule.Times)
                chosen ??= rule;
        }

        return chosen;
    }
}

/// <summary>A fault: of the matching calls, <see cref="Times"/> fail, beginning with the <see cref="Nth"/>.</summary>
/// <param name="Action">An operation, or <c>*</c>.</param>
/// <param name="Code">
/// The error code to return; null with <paramref name="DropsAnswer"/>, for a call that takes effect and whose response is lost.
/// </param>
public sealed record FaultRule(
    string Action,
    string? Code = null,
    int Status = 400,
    int Nth = 1,
    int Times = 1,
    bool DropsAnswer = false,
    string? Account = null
)
{
    /// <summary>The number of matching calls so far.</summary>
    public int Seen { get; set; }

    internal bool Concerns(RequestLogEntry entry) => (Action == "*" || Action == entry.Action) && (Account is null || Account == entry.Account);

    internal void ThrowBefore()
    {
        if (Code is not null)
            throw new AwsException(Code, "Injected fault.", Status);
    }
}
