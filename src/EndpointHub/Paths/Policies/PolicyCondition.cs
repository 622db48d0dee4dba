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

    // S3 has a key of its own beside the global one (Service Authorization Reference, Amazon S3).
    private static readonly HashSet<string> OwnerKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:ResourceOrgPaths",
        "s3:ResourceAccount",
    };

    // Variables that are replaced by the account or organization of the caller, who is a customer of AWS.
    private static readonly HashSet<string> CustomerVariables = new(StringComparer.OrdinalIgnoreCase)
    {
        "${aws:PrincipalAccount}",
        "${aws:PrincipalOrgID}",
        "${aws:PrincipalOrgPaths}",
    };

    private readonly List<string> _values;
    private readonly string _operator;
    private readonly bool _isForAll;
    private readonly bool _isForAny;
    private readonly bool _isIfExists;

    private PolicyCondition(string written, string key, List<string> values)
    {
        (Operator, Key, _values) = (written, key, values);
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
    public bool NamesCallers => CallerKeys.Contains(Key) && _values.TrueForAll(NamesOwner) && IsMetByTheseOnly;

    /// <summary>
    /// True if it identifies the owner of the resource by accounts or organizations of customers only: it is met for resources of these only, or for
    /// all others, with or without the key.
    /// </summary>
    public bool NamesOwners =>
        OwnerKeys.Contains(Key) && _values.TrueForAll(value => CustomerVariables.Contains(value) || NamesOwner(value)) && IsMetByTheseOnly;

    /// <summary>The operator as it is written, for example <c>StringNotEqualsIfExists</c>.</summary>
    private string Operator { get; }

    /// <summary>The condition key as it is written.</summary>
    public string Key { get; }

    /// <summary>The values, for messages.</summary>
    public string Values => string.Join(", ", _values);

    private bool IsMetByTheseOnly =>
        IsNegated
            ? !_isForAny
            : !_isForAll && !_isIfExists && _operator is "stringequals" or "stringequalsignorecase" or "stringlike" or "arnequals" or "arnlike";

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

    public bool IsOn(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

    /// <summary>The condition as a text for messages.</summary>
    public override string ToString() => $"{Operator} {Key} {Values}";

    /// <summary>The values as they are written.</summary>
    public IReadOnlyList<string> PlainValues => _values;

    /// <summary>True for the operators of numbers.</summary>
    public bool IsNumeric => _operator.StartsWith("numeric", StringComparison.Ordinal);

    /// <summary>True for the operators of strings that read wildcards.</summary>
    public bool IsStringPattern => _operator is "stringlike" or "stringnotlike";

    /// <summary>True for all operators that read wildcards.</summary>
    public bool ReadsWildcards => IsStringPattern || _operator.StartsWith("arn", StringComparison.Ordinal);

    /// <summary>True if the condition only asks for the presence of its key.</summary>
    public bool IsAboutPresence => _operator == "null";

    /// <summary>True if the condition compares with a value that differs from call to call.</summary>
    public bool HasVariables => _values.Exists(value => value.IndexOf("${", StringComparison.Ordinal) is not -1);

    public Certainty Holds(RequestVariables request)
    {
        if (request[Key] is not { } present)
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
