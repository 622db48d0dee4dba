using EndpointHub.Values;

namespace EndpointHub.Paths.Policies;

/// <summary>The known values of a call, for conditions and variables of a statement.</summary>
internal sealed class RequestVariables : IPolicyVariables
{
    private readonly Dictionary<string, ValueList<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public RequestVariables(PolicyRequest request, bool areSupported)
    {
        AreSupported = areSupported;
        if (request.PrincipalArn is { } caller)
        {
            var fields = caller.Split([':'], 6);
            _values["aws:PrincipalAccount"] = ValueList.Of(fields.ElementAtOrDefault(4) ?? "");

            // The value is the ARN of the role, and the ARN of a session does not contain the role's path (IAM user guide, global condition keys:
            // aws:PrincipalArn).
            if (fields.ElementAtOrDefault(5)?.StartsWith("assumed-role/", StringComparison.Ordinal) != true)
                _values["aws:PrincipalArn"] = ValueList.Of(caller);
        }

        // The owner of a resource with an account in its ARN is that account.
        if (request.Resource.Split([':'], 6).ElementAtOrDefault(4) is { Length: 12 } owner && owner.All(digit => digit is >= '0' and <= '9'))
            _values["aws:ResourceAccount"] = ValueList.Of(owner);

        foreach (var known in request.Context)
            _values[known.Key] = known.Value;
    }

    public bool AreSupported { get; }

    /// <summary>A key's values; empty when it is known to be absent, null when it is unknown.</summary>
    public ValueList<string>? this[string key] => _values.TryGetValue(key, out var values) ? values : null;

    /// <summary>The value of a variable, which may have a default value: <c>${aws:PrincipalTag/team, 'none'}</c>.</summary>
    public string? ValueOf(string name)
    {
        var comma = name.IndexOf(',');
        var values = this[(comma < 0 ? name : name.Substring(0, comma)).Trim()];
        return values is null ? null
            : values.Count == 1 ? values[0]
            : comma >= 0 && values.Count == 0 ? name.Substring(comma + 1).Trim().Trim('\'')
            : null;
    }
}
