using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// An IAM policy document of an endpoint (IAM user guide, policy evaluation logic). An explicit deny overrides every allow, and
/// a call that no statement allows is denied. A call that depends on unknown values is never assumed to be allowed.
/// </summary>
internal sealed class PolicyDocument
{
    private readonly List<PolicyStatement> _statements;

    private PolicyDocument(List<PolicyStatement> statements) => _statements = statements;

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
        return new PolicyDocument(statements.ConvertAll(item => PolicyStatement.From(item, readsVariables)));
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

    /// <summary>True if a condition on a key contains one of some values, and not the value that replaces them.</summary>
    /// <param name="key">The condition key.</param>
    /// <param name="values">The values to find.</param>
    /// <param name="successor">The value that replaces them.</param>
    ///
    internal bool Names(string key, IReadOnlyCollection<string> values, string successor) =>
        _statements.Exists(statement =>
            statement.Conditions.Exists(condition => condition.IsOn(key) && values.Any(condition.Mentions) && !condition.Mentions(successor))
        );
}
