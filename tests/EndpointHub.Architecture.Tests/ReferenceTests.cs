using System.Xml.Linq;

namespace EndpointHub.ArchitectureTests;

/// <summary>Project references have one direction, and the sandbox does not reference the code that it tests.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("EndpointHub")]
    [InlineData("EndpointHub.Loader")]
    [InlineData("EndpointHub.Sandbox", "EndpointHub.Aws.Generator")]
    [InlineData("EndpointHub.Aws", "EndpointHub", "EndpointHub.Aws.Generator")]
    [InlineData("EndpointHub.Tour", "EndpointHub.Aws", "EndpointHub.Sandbox")]
    public void A_project_references_only_the_allowed_projects(string project, params string[] others) =>
        Assert.Equal(others.Order(StringComparer.Ordinal), References(project).Order(StringComparer.Ordinal));

    [Fact]
    public void The_domain_project_references_no_package()
    {
        Assert.Empty(RuntimePackages("EndpointHub"));
        Assert.NotEmpty(RuntimePackages("EndpointHub.Aws"));
    }

    // Analyzers are private assets: they are not part of the output.
    private static IEnumerable<XElement> RuntimePackages(string project) =>
        Project(project).Descendants("PackageReference").Where(package => package.Attribute("PrivateAssets")?.Value != "all");

    private static IEnumerable<string> References(string project) =>
        Project(project)
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static XDocument Project(string project) => XDocument.Load(Path.Combine(Directories.Repository, "src", project, $"{project}.csproj"));
}
