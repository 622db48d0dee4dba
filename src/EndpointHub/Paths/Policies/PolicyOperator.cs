using System.Globalization;
using EndpointHub.Topology;

namespace EndpointHub.Paths.Policies;

/// <summary>Compares a call's value with a policy's (IAM user guide, condition operators). A negated operator compares like its plain form.</summary>
internal static class PolicyOperator
{
    public static Certainty Compare(string name, string present, string wanted, IPolicyVariables variables) =>
        name switch
        {
            "stringequals" or "stringnotequals" or "binaryequals" => Equal(present, wanted, variables),
            "stringequalsignorecase" or "stringnotequalsignorecase" => Equal(present.ToLowerInvariant(), wanted.ToLowerInvariant(), variables),
            "stringlike" or "stringnotlike" => PolicyPattern.With(wanted, variables).Matches(PolicyPattern.Literal(present)),
            "arnequals" or "arnlike" or "arnnotequals" or "arnnotlike" => Arns(present, wanted, variables),
            "bool" => CertaintyLogic.Of(string.Equals(present, wanted, StringComparison.OrdinalIgnoreCase)),
            "ipaddress" or "notipaddress" => Addresses(present, wanted),
            _ when name.StartsWith("numeric", StringComparison.Ordinal) => Ordered(name.Substring("numeric".Length), Number(present), Number(wanted)),
            _ when name.StartsWith("date", StringComparison.Ordinal) => Ordered(name.Substring("date".Length), Time(present), Time(wanted)),
            _ => Certainty.Maybe,
        };

    // Wildcards are literal in comparisons for equality, while variables are replaced.
    private static Certainty Equal(string present, string wanted, IPolicyVariables variables) =>
        PolicyPattern
            .With(wanted.Replace("${*}", "*").Replace("${?}", "?").Replace("*", "${*}").Replace("?", "${?}"), new Always(variables))
            .Matches(PolicyPattern.Literal(present));

    /// <summary>Compares each of the six fields separately, with wildcards.</summary>
    private static Certainty Arns(string present, string wanted, IPolicyVariables variables)
    {
        var (fields, patterns) = (present.Split([':'], 6), wanted.Split([':'], 6));
        return fields.Length != patterns.Length
            ? Certainty.No
            : Enumerable.Range(0, fields.Length).AllOf(at => PolicyPattern.With(patterns[at], variables).Matches(PolicyPattern.Literal(fields[at])));
    }

    private static Certainty Addresses(string present, string wanted)
    {
        var block = wanted.IndexOf('/') < 0 ? wanted + "/32" : wanted;
        return Ipv4.TryParse(present, out var address) && Cidr.TryParse(block, out var cidr)
            ? CertaintyLogic.Of(cidr.Contains(address))
            : Certainty.Maybe;
    }

    private static Certainty Ordered<T>(string relation, T? present, T? wanted)
        where T : struct, IComparable<T>
    {
        if (present is null || wanted is null)
            return Certainty.Maybe;

        var order = present.Value.CompareTo(wanted.Value);
        return relation switch
        {
            "equals" or "notequals" => CertaintyLogic.Of(order == 0),
            "lessthan" => CertaintyLogic.Of(order < 0),
            "lessthanequals" => CertaintyLogic.Of(order <= 0),
            "greaterthan" => CertaintyLogic.Of(order > 0),
            "greaterthanequals" => CertaintyLogic.Of(order >= 0),
            _ => Certainty.Maybe,
        };
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : null;

    /// <summary>
    /// Replaces escapes of literal wildcards in every version, and the document's own variables only in versions that support them.
    /// </summary>
    private sealed class Always(IPolicyVariables variables) : IPolicyVariables
    {
        public bool AreSupported => true;

        public string? ValueOf(string name) => variables.AreSupported ? variables.ValueOf(name) : $"${{{name}}}";
    }
}
