using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// An IAM policy document of an endpoint (IAM user guide, policy evaluation logic). An explicit deny overrides every allow, and
/// a call that no statement allows is denied. A call that depends on unknown values is never assumed to be allowed.
/// </summary>
internal sealed class PolicyDocument
{
    private readonly List<PolicyStatement> _statements;

    private PolicyDocument(List<PolicyStatement> statements, bool readsVariables) => (_statements, ReadsVariables) = (statements, readsVariables);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The document.</returns>
    /// <exception cref="FormatException">The text is not JSON, or not a policy.</exception>
    public static PolicyDocument Parse(string json)
    {
        if (JsonText.Read(json) is not Dictionary<string, object?> document || !document.TryGetValue("Statement", out var statement))
            throw new FormatException("A policy document has to be an object with a Statement.");

        // Policy variables need this version. In the older version, which is the default, they are plain text.
        var readsVariables = document.TryGetValue("Version", out var version) && version is "2012-10-17";
        var statements = statement as List<object?> ?? [statement];
        return new PolicyDocument(statements.ConvertAll(item => PolicyStatement.From(item, readsVariables)), readsVariables);
    }

    /// <summary>Checks that a text is a policy document.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The reason why it is not, as a sentence; null for a policy document.</returns>
    public static string? Validate(string json)
    {
        try
        {
            Parse(json);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>Evaluates the policy for a call.</summary>
    /// <param name="request">The call.</param>
    /// <returns>The decision.</returns>
    public PolicyDecision Decide(PolicyRequest request)
    {
        var allows = _statements.Where(statement => statement.Allows).AnyOf(statement => statement.IsAbout(request));
        var denies = _statements.Where(statement => !statement.Allows).AnyOf(statement => statement.IsAbout(request));
        return denies == Certainty.Yes ? PolicyDecision.Denied
            : allows == Certainty.No ? PolicyDecision.NotAllowed
            : denies == Certainty.Maybe || allows == Certainty.Maybe ? PolicyDecision.Unknown
            : PolicyDecision.Allowed;
    }

    /// <summary>The conditions that decide about a call, for messages. A decision without a condition has none.</summary>
    /// <param name="request">The call.</param>
    /// <param name="decision">The decision about it.</param>
    public IEnumerable<PolicyCondition> DecidingConditions(PolicyRequest request, PolicyDecision decision) =>
        (
            decision switch
            {
                PolicyDecision.Denied => _statements.Where(statement => !statement.Allows && statement.IsAbout(request) == Certainty.Yes),
                PolicyDecision.NotAllowed => _statements.Where(statement => statement.Allows),
                _ => _statements.Where(statement => statement.IsAbout(request) == Certainty.Maybe),
            }
        ).SelectMany(statement => statement.DecidingConditions(request));

    /// <summary>All conditions, with true for those of a statement that allows.</summary>
    internal IEnumerable<(PolicyCondition Condition, bool Allows)> Conditions =>
        _statements.SelectMany(statement => statement.Conditions, (statement, condition) => (condition, statement.Allows));

    /// <summary>True if the document's version replaces policy variables.</summary>
    internal bool ReadsVariables { get; }

    /// <summary>The name of the first statement that denies a call, for messages; null if none does.</summary>
    internal string? DenialOf(PolicyRequest request)
    {
        var at = _statements.FindIndex(statement => !statement.Allows && statement.IsAbout(request) == Certainty.Yes);
        return at < 0 ? null : _statements[at].Name(at + 1);
    }
}
