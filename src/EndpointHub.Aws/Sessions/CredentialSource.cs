using Amazon.Runtime;

namespace EndpointHub.Aws.Sessions;

/// <summary>Credentials and where they come from, which is all of them that may be shown.</summary>
internal sealed class CredentialSource(string name, AWSCredentials credentials)
{
    /// <summary>The source, for example <c>profile prd</c>.</summary>
    public string Name { get; } = name;

    public AWSCredentials Credentials { get; } = credentials;

    /// <summary>Null where no profile was used.</summary>
    public string? ProfileName { get; init; }

    public override string ToString() => Name;
}
