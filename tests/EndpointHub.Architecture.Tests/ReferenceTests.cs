using System.Xml.Linq;

namespace EndpointHub.ArchitectureTests;

/// <summary>References run one way, and the sandbox knows nothing of what it judges.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("EndpointHub")]
    [InlineData("EndpointHub.Loader")]
    [InlineData("EndpointHub.Sandbox", "EndpointHub.Aws.Generator")]
    [InlineData("EndpointHub.Aws", "EndpointHub", "EndpointHub.Aws.Generator")]
    [InlineData("EndpointHub.Tour", "EndpointHub.Aws", "EndpointHub.Sandbox")]
    public void A_project_references_only_the_allowed_projects(string room, params string[] others) =>
        Assert.Equal(others.Order(StringComparer.Ordinal), References(room).Order(StringComparer.Ordinal));

    [Fact]
    public void The_domain_project_references_no_package() =>
        Assert.All(Project("EndpointHub").Descendants("PackageReference"), analyzer => Assert.Equal("all", analyzer.Attribute("PrivateAssets")?.Value));

    private static IEnumerable<string> References(string room) => Project(room).Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static XDocument Project(string room) => XDocument.Load(Path.Combine(Directories.Repository, "src", room, $"{room}.csproj"));
}
