using System.Globalization;
using System.Text.RegularExpressions;

namespace EndpointHub.Sandbox.Errors;

/// <summary>
/// The checks that AWS's JSON services make before an operation begins: lengths, ranges and patterns of their models, which the reduced models
/// of this repository do not contain.
/// </summary>
internal static partial class Constraints
{
    public static void Length(string member, string? value, int least, int most)
    {
        if (value?.Length < least)
            throw Failed(member, value, $"Member must have length greater than or equal to {least}");
        if (value?.Length > most)
            throw Failed(member, value, $"Member must have length less than or equal to {most}");
    }

    public static void Range(string member, int? value, int least, int most)
    {
        if (value < least)
            throw Failed(member, Text(value), $"Member must have value greater than or equal to {least}");
        if (value > most)
            throw Failed(member, Text(value), $"Member must have value less than or equal to {most}");
    }

    /// <summary>Checks the name of a rule, a Profile or an association; they share one pattern.</summary>
    public static void Name(string? value)
    {
        Length("name", value, 0, 64);
        if (value is not null && !Names().IsMatch(value))
            throw Failed("name", value, "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9\\-_' ']+)");
    }

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static AwsException Failed(string member, string? value, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    [GeneratedRegex("^(?![0-9]+\\z)[a-zA-Z0-9\\-_' ]+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();
}
