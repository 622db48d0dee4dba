using Amazon.Runtime.CredentialManagement;
using EndpointHub.Aws.Sessions;
using EndpointHub.AwsTests.Clients;
using EndpointHub.AwsTests.Support;

namespace EndpointHub.AwsTests.Sessions;

/// <summary>
/// The SDK's search on a machine without credentials. It reads the environment of the process, so that no other test may run at the same time.
/// </summary>
[Collection(nameof(EnvironmentEndpointTests))]
public sealed class BareMachineTests : IDisposable
{
    private static readonly string[] Cleared =
    [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_PROFILE",
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_ROLE_ARN",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    private readonly Dictionary<string, string?> _before = [];

    public BareMachineTests()
    {
        // The SDK reads the paths of the files at its first use. Variables that are set later have no effect.
        Assert.SkipWhen(
            File.Exists(SharedCredentialsFile.DefaultFilePath) || File.Exists(SharedCredentialsFile.DefaultConfigFilePath),
            "This machine has AWS profiles."
        );
        foreach (var name in Cleared)
            Set(name, null);
        Set("AWS_EC2_METADATA_DISABLED", "true");
    }

    [Fact]
    public async Task Without_any_source_credentials_are_missing() =>
        Assert.Equal("NoCredentials", await ProblemOf(new AwsSettings { Region = "eu-west-1" }));

    [Fact]
    public async Task Without_any_source_the_region_is_missing() =>
        Assert.Equal("NoRegion", await ProblemOf(new AwsSettings { AccessKey = "111111111111", SecretKey = "s" }));

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }

    private static async Task<string> ProblemOf(AwsSettings settings) =>
        (
            await Assert.ThrowsAsync<EndpointHubException>(() =>
                AwsSession.OpenAsync(settings, new AwsRuntime { Http = StubSts.Answering() }, TestContext.Current.CancellationToken)
            )
        )
            .Problem
            .Code;

    private void Set(string name, string? value)
    {
        _before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
