namespace EndpointHub.AwsTests.Support;

/// <summary>Separate AWS configuration files, so that no test reads or writes those of the developer.</summary>
internal sealed class AwsFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("aws");

    public AwsFiles(string config = "", string credentials = "")
    {
        ConfigPath = Path.Combine(_directory.FullName, "config");
        CredentialsPath = Path.Combine(_directory.FullName, "credentials");
        File.WriteAllText(ConfigPath, config);
        File.WriteAllText(CredentialsPath, credentials);
    }

    public string ConfigPath { get; }

    public string CredentialsPath { get; }

    public void Dispose() => _directory.Delete(recursive: true);
}
