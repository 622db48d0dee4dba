using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using EndpointHub.Errors;

namespace EndpointHub.Aws.Sessions;

/// <summary>
/// The keys that a profile's credential_process prints. The SDK's own class puts the output of a failing program into its exception, and waits for a
/// program that does not end.
/// </summary>
/// <param name="profile">The profile.</param>
/// <param name="command">The command line of the program.</param>
/// <param name="clock">The clock of the time limit.</param>
/// <remarks>The format: https://docs.aws.amazon.com/cli/latest/topic/config-vars.html#sourcing-credentials-from-external-processes</remarks>
internal sealed class ProcessCredentials(string profile, string command, TimeProvider clock) : RefreshingAWSCredentials
{
    private readonly CancellationTokenSource _disposed = new();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var (output, failure) = await HelperProgram.RunAsync(command, clock, _disposed.Token).ConfigureAwait(false);
        return Keys(output) ?? throw Failed(failure ?? "it printed no JSON with Version 1, AccessKeyId and SecretAccessKey.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _disposed.Cancel();
        base.Dispose(disposing);
    }

    private EndpointHubException Failed(string reason) => new(Problems.CredentialProcessFailed(profile, reason));

    private static CredentialsRefreshState? Keys(string? output)
    {
        try
        {
            using var document = JsonDocument.Parse(output ?? "");
            var root = document.RootElement;
            var (access, secret, token) = (Text(root, "AccessKeyId"), Text(root, "SecretAccessKey"), Text(root, "SessionToken"));
            var isComplete = root.GetProperty("Version").GetInt32() == 1 && access is not null && secret is not null;
            return isComplete ? new CredentialsRefreshState(new ImmutableCredentials(access, secret, token), ExpirationIn(root)) : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? HostEnvironment.Text(value.GetString()) : null;

    private static DateTime ExpirationIn(JsonElement root) =>
        Text(root, "Expiration") is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime
            : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
}
