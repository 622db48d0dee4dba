using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace EndpointHub.ModuleTests;

/// <summary>The content of the package.</summary>
public sealed class PackageTests(ShippedModule module) : IClassFixture<ShippedModule>
{
    private static readonly string[] Frameworks = ["net8.0", "netstandard2.0"];

    private static IEnumerable<string> Files =>
        Directory
            .EnumerateFiles(TestedModule.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(TestedModule.Folder, file).Replace('\\', '/'));

    [Theory]
    [InlineData("EndpointHub.psd1")]
    [InlineData("EndpointHub.Format.ps1xml")]
    [InlineData("LICENSE")]
    [InlineData("README.md")]
    [InlineData("en-US/EndpointHub.Cmdlets.dll-Help.xml")]
    [InlineData("en-US/about_EndpointHub.help.txt")]
    public void The_package_contains_the_files_that_PowerShell_requires(string file) => Assert.Contains(file, Files);

    [Fact]
    public void Only_public_assemblies_are_in_the_module_folder() =>
        Assert.All(
            Frameworks,
            framework =>
                Assert.Equal(
                    ["EndpointHub.Cmdlets.dll", "EndpointHub.Loader.dll", "EndpointHub.dll"],
                    Directory
                        .EnumerateFiles(Path.Combine(TestedModule.Folder, "bin", framework))
                        .Select(Path.GetFileName)
                        .Order(StringComparer.Ordinal)
                )
        );

    [Fact]
    public void Public_assemblies_do_not_reference_the_AWS_SDK()
    {
        // The default context may contain the AWSSDK of another module. A reference of a public assembly would bind to it.
        foreach (var name in new[] { "EndpointHub.Cmdlets", "EndpointHub.Loader", "EndpointHub" })
        {
            var references = module.Open(name).GetReferencedAssemblies();
            Assert.NotEmpty(references);
            Assert.DoesNotContain(references, reference => reference.Name!.StartsWith("AWSSDK", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_cmdlets_reference_one_private_assembly()
    {
        var @private = Directory
            .EnumerateFiles(Path.Combine(TestedModule.Folder, "bin", "net8.0", "private"))
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet();

        Assert.Equal(["EndpointHub.Aws"], module.Open("EndpointHub.Cmdlets").GetReferencedAssemblies().Select(r => r.Name).Where(@private.Contains));
    }

    [Fact]
    public void The_domain_references_only_the_framework() =>
        Assert.All(
            module.Open("EndpointHub").GetReferencedAssemblies(),
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal)
        );

    [Fact]
    public void PowerShell_assemblies_are_not_packaged()
    {
        Assert.DoesNotContain(Files, file => file.EndsWith("System.Management.Automation.dll", StringComparison.Ordinal));
        Assert.Contains(
            "System.Management.Automation",
            module.Open("EndpointHub.Cmdlets").GetReferencedAssemblies().Select(reference => reference.Name)
        );
    }

    [Fact]
    public void The_package_for_PowerShell_7_omits_its_own_assemblies()
    {
        var inbox = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(Path.GetFileName).ToHashSet();

        Assert.DoesNotContain(
            Files.Where(file => file.StartsWith("bin/net8.0/", StringComparison.Ordinal)),
            file => inbox.Contains(Path.GetFileName(file))
        );
        Assert.Contains(
            Files.Where(file => file.StartsWith("bin/netstandard2.0/", StringComparison.Ordinal)),
            file => inbox.Contains(Path.GetFileName(file))
        );
    }

    [Fact]
    public void The_package_for_Windows_PowerShell_contains_all_dependencies()
    {
        var shipped = Files.Where(file => file.StartsWith("bin/netstandard2.0/", StringComparison.Ordinal)).Select(Path.GetFileName).ToHashSet();

        Assert.Superset(
            new HashSet<string?>
            {
                "AWSSDK.Core.dll",
                "AWSSDK.EC2.dll",
                "System.Text.Json.dll",
                "System.Memory.dll",
                "Microsoft.Bcl.AsyncInterfaces.dll",
                "System.Runtime.CompilerServices.Unsafe.dll",
            },
            shipped
        );
    }

    [Fact]
    public void The_zipped_package_stays_under_six_megabytes()
    {
        using var zip = new MemoryStream();
        ZipFile.CreateFromDirectory(TestedModule.Folder, zip);

        Assert.InRange(zip.Length, 1, 6_000_000);
    }

    [Fact]
    public void Each_edition_has_the_EC2_client_without_its_XML_documentation()
    {
        Assert.Equal(
            Frameworks.Select(framework => $"bin/{framework}/private/AWSSDK.EC2.dll"),
            Files.Where(file => file.Contains("AWSSDK.EC2", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(Files, file => file.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public void Paths_are_short_enough_for_azure_automation()
    {
        // Less than 140 characters, counted from the module's folder name (Azure Automation, "Manage modules").
        var longest = Files.Select(file => $"EndpointHub/{TestedModule.Version}/{file}").MaxBy(path => path.Length)!;

        Assert.True(longest.Length < 140, longest);
    }

    [Fact]
    public void The_build_the_manifest_and_the_assembly_have_the_same_version()
    {
        var manifest = File.ReadAllText(Path.Combine(TestedModule.Folder, "EndpointHub.psd1"));
        var version = Regex.Match(manifest, "ModuleVersion += '([^']+)'").Groups[1].Value;

        Assert.Equal(TestedModule.Version, version);
        Assert.Equal(
            Version.Parse(version),
            Version.Parse(AssemblyName.GetAssemblyName(module.Open("EndpointHub.Cmdlets").Location).Version!.ToString(3))
        );
    }
}
