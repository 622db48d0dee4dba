using System.Text.RegularExpressions;
using EndpointHub.Sandbox.Errors;
using EndpointHub.Sandbox.Settings;

namespace EndpointHub.Sandbox.Http;

/// <summary>Account, Region and service of a request, read from the SigV4 credential. The signature itself is not checked.</summary>
/// <param name="Account">An access key of twelve digits is the account; any other key is <see cref="SandboxOptions.DefaultAccount"/>.</param>
internal sealed partial record Caller(string Account, string Region, string Service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    internal static Caller From(AwsRequest request)
    {
        var header =
            request.Header("Authorization") ?? throw new AwsException("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
            throw Incomplete("Authorization header requires 'AWS4-HMAC-SHA256' algorithm.");
        var parts = Credential(header) ?? throw Incomplete("Authorization header requires 'Credential' parameter.");
        return IsComplete(parts)
            ? new(AccountId().IsMatch(parts[0]) ? parts[0] : SandboxOptions.DefaultAccount, parts[2], parts[3])
            : throw Incomplete("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term");
    }

    /// <returns>The service that the credential names; null if the request has no complete credential.</returns>
    internal static string? ServiceOf(AwsRequest request) =>
        request.Header("Authorization") is { } header
        && header.StartsWith(Algorithm, StringComparison.Ordinal)
        && Credential(header) is { } parts
        && IsComplete(parts)
            ? parts[3]
            : null;

    private static string[]? Credential(string header) =>
        header[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(p => p.StartsWith("Credential=", StringComparison.Ordinal))
            ?["Credential=".Length..].Split('/');

    private static bool IsComplete(string[] parts) => parts.Length == 5 && parts[4] == "aws4_request" && parts.All(p => p.Length > 0);

    private static AwsException Incomplete(string message) => new("IncompleteSignature", message);

    [GeneratedRegex("^[0-9]{12}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AccountId();
}
