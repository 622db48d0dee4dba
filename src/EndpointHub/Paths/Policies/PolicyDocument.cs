using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>
/// An IAM policy document, as endpoints carry one (IAM user guide, policy evaluation logic): an explicit deny beats every allow, and
/// what nothing allows is not allowed. What depends on an unknown is never taken for allowed.
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
            throw new FormatException("A policy document is an object with a Statement.");

        // Variables came with this version; in documents of the older one, which is also the default, they are plain text.
        var readsVariables = document.TryGetValue("Version", out var version) && version is "2012-10-17";
        var statements = statement as List<object?> ?? [statement];
        return new PolicyDocument(statements.ConvertAll(item => PolicyStatement.From(item, readsVariables)));
    }

    /// <summary>What keeps a text from being a policy.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The reason as a sentence, or null for a policy.</returns>
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

    /// <summary>Decides about a call.</summary>
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

    /// <summary>True if some condition on a key names one of these values and not the other one that shall take their place.</summary>
    /// <param name="key">The condition key.</param>
    /// <param name="values">The values to find.</param>
    /// <param name="successor">The value that shall stand beside them.</param>
    /// <returns>True if one does.</returns>
    internal bool Names(string key, IReadOnlyCollection<string> values, string successor) =>
        _statements.Exists(statement => statement.Conditions.Exists(condition =>
            condition.IsOn(key) && values.Any(condition.Mentions) && !condition.Mentions(successor)));
}
