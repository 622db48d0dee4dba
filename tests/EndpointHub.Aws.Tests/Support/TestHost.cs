using Amazon.Runtime;
using EndpointHub.Aws.Sessions;

namespace EndpointHub.AwsTests.Support;

/// <summary>A machine with the variables and profiles of a test, and without an instance role.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly AwsFiles _files;
    private readonly Dictionary<string, string> _variables;

    public TestHost(Dictionary<string, string>? variables = null, string config = "", string credentials = "")
    {
        _variables = variables ?? [];
        _files = new AwsFiles(config, credentials);
        Environment = new HostEnvironment
        {
            Variable = name => _variables.GetValueOrDefault(name),
            ProfilesLocation = _files.CredentialsPath,
            RoleOfHost = _ => throw new AmazonClientException("no role here"),
            RegionOfHost = _ => Task.FromResult<string?>(null),
            VpcOfHost = _ => Task.FromResult<string?>(null),
        };
    }

    public HostEnvironment Environment { get; init; }

    public void Dispose() => _files.Dispose();
}
