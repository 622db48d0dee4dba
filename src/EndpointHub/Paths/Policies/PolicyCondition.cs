namespace EndpointHub.Paths.Policies;

/// <summary>
/// One key of a condition: its operator, and the values of which one has to match (IAM user guide, policy elements: Condition). All
/// conditions of a statement have to be met.
/// </summary>
internal sealed class PolicyCondition
{
    private const string All = "ForAllValues:";
    private const string Any = "ForAnyValue:";
    private const string IfExists = "IfExists";

    private static readonly HashSet<string> NegatedForms = new(StringComparer.Ordinal)
    {
        "stringnotequals",
        "stringnotequalsignorecase",
        "stringnotlike",
        "arnnotequals",
        "arnnotlike",
        "numericnotequals",
        "datenotequals",
    };

    private static readonly HashSet<string> CallerKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
    };

    private readonly string _key;
    private readonly List<string> _values;
    private readonly string _operator;
    private readonly bool _isForAll;
    private readonly bool _isForAny;
    private readonly bool _isIfExists;

    private PolicyCondition(string written, string key, List<string> values)
    {
        (_key, _values) = (key, values);
        _isForAll = written.StartsWith(All, StringComparison.OrdinalIgnoreCase);
        _isForAny = written.StartsWith(Any, StringComparison.OrdinalIgnoreCase);
        var plain = written.Substring(
            _isForAll ? All.Length
            : _isForAny ? Any.Length
            : 0
        );
        _isIfExists = plain.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase);
        _operator = (_isIfExists ? plain.Substring(0, plain.Length - IfExists.Length) : plain).ToLowerInvariant();
    }

    /// <summary>True if it is met when no value matches, and so when the key is absent, for example NotIpAddress.</summary>
    public bool IsNegated => _operator.StartsWith("not", StringComparison.Ordinal) || NegatedForms.Contains(_operator);

    /// <summary>
    /// True if it identifies callers by literal accounts or organizations only: it is met for these callers only, or for all
    /// others, with or without the key.
    /// </summary>
    public bool NamesCallers =>
        CallerKeys.Contains(_key)
        && _values.TrueForAll(NamesOwner)
        && (
            IsNegated
                ? !_isForAny
                : !_isForAll && !_isIfExists && _operator is "stringequals" or "stringequalsignorecase" or "stringlike" or "arnequals" or "arnlike"
        );

    public static List<PolicyCondition> From(Dictionary<string, object?> members)
    {
        if (!members.TryGetValue("Condition", out var condition) || condition is null)
            return [];
        if (condition is not Dictionary<string, object?> operators)
            throw new FormatException("The Condition of a policy has to be an object of operators.");

        return
        [
            .. from written in operators
            from key in written.Value as Dictionary<string, object?>
                ?? throw new FormatException($"{written.Key} of a policy has to be an object of keys.")
            select new PolicyCondition(written.Key, key.Key, PolicyJson.Texts(key.Value)),
        ];
    }

    public bool IsOn(string key) => string.Equals(_key, key, StringComparison.OrdinalIgnoreCase);

    /// <summary>True if a value matches one of the condition's values, including wildcards.</summary>
    public bool Mentions(string value) => _values.Exists(written => PolicyPattern.Of(written).Matches(PolicyPattern.Literal(value)) == Certainty.Yes);

    public Certainty Holds(RequestVariables request)
    {
        if (request[_key] is not { } present)
            return Certainty.Maybe;
        if (_operator == "null")
        {
            return _values.AnyOf(value =>
                CertaintyLogic.Of(string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) == (present.Count == 0))
            );
        }

        if (present.Count == 0)
            return CertaintyLogic.Of(_isForAll || (!_isForAny && (_isIfExists || IsNegated)));

        return _isForAll ? present.AllOf(value => Matches(value, request))
            : IsNegated && !_isForAny ? present.AllOf(value => Matches(value, request))
            : present.AnyOf(value => Matches(value, request));
    }

    // The account of an ARN, the organization of a path, or the value itself.
    private static bool NamesOwner(string value)
    {
        var owner = value.Split([':'], 6).ElementAtOrDefault(4) ?? value.Split('/')[0];
        return owner.Length > 0 && owner.IndexOfAny(['*', '?', '$']) < 0;
    }

    private Certainty Matches(string present, RequestVariables request)
    {
        var any = _values.AnyOf(value => PolicyOperator.Compare(_operator, present, value, request));
        return IsNegated ? any.Not() : any;
    }
}
