using System.Runtime.CompilerServices;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using EndpointHub.Sandbox.Hosting;

namespace EndpointHub.SandboxTests.Architecture;

/// <summary>The folders of the sandbox are layers: each may use only the folders that its row names, and a row names only rows above it.</summary>
public sealed class LayerTests
{
    private const string Root = "EndpointHub.Sandbox";

    /// <summary>A folder, and the folders that it may use. The lowest layer comes first; <c>.</c> is the project's own folder.</summary>
    private static readonly (string Folder, string MayUse)[] Layers =
    [
        ("Files", ""),
        ("Services", "Files"),
        ("Settling", ""),
        ("Errors", ""),
        ("Settings", "Services"),
        ("Paging", "Errors"),
        ("Wire", ""),
        ("Wire.Ec2", "Wire, Services, Errors"),
        ("Wire.Route53", "Wire"),
        ("Wire.Route53Profiles", "Wire"),
        ("Wire.Route53Resolver", "Wire"),
        ("Wire.Sts", "Wire"),
        ("Dns", "Settings, Wire.Route53, Wire.Route53Resolver"),
        ("State", "Dns, Errors, Services, Settings, Settling, Wire, Wire.Ec2, Wire.Route53, Wire.Route53Profiles, Wire.Route53Resolver"),
        ("Handlers", "Services, Settings, State"),
        ("Ec2", "Dns, Errors, Handlers, Paging, Services, Settings, Settling, State, Wire.Ec2, Wire.Route53"),
        ("Route53", "Dns, Errors, Handlers, Paging, Settings, State, Wire.Ec2, Wire.Route53"),
        ("Route53Profiles", "Dns, Errors, Handlers, Paging, Services, Settings, State, Wire.Ec2, Wire.Route53Profiles, Wire.Route53Resolver"),
        ("Route53Resolver", "Dns, Errors, Handlers, Paging, Services, Settings, State, Wire.Ec2, Wire.Route53Profiles, Wire.Route53Resolver"),
        ("Sts", "Errors, Handlers, State, Wire.Sts"),
        (
            "Http",
            "Errors, Handlers, Services, Settings, Settling, State, Wire, Wire.Ec2, Wire.Route53, Wire.Route53Profiles, Wire.Route53Resolver, Wire.Sts"
        ),
        ("Introspection", "Dns, Http, Settings, State, Wire, Wire.Ec2, Wire.Route53, Wire.Route53Profiles, Wire.Route53Resolver"),
        ("Hosting", "Dns, Files, Http, Introspection, Settings, Settling, State"),
        ("Landscapes", "Hosting, Http"),
        (".", "Hosting, Landscapes, Services, Settings"),
    ];

    private static readonly HashSet<(string From, string To)> Uses = Read();

    [Fact]
    public void Folders_use_only_the_folders_that_the_table_allows()
    {
        Assert.Empty(NotAllowed(Uses));
        Assert.Equal(["State uses Http"], NotAllowed([.. Uses, ("State", "Http")]));
        Assert.Equal(["Ec2 uses Route53"], NotAllowed([.. Uses, ("Ec2", "Route53")]));
    }

    [Fact]
    public void Table_allows_nothing_that_no_code_uses()
    {
        Assert.NotEmpty(Allowed);
        Assert.Empty(Allowed.Except(Uses).Select(use => $"{use.From} may use {use.To}"));
        Assert.DoesNotContain(("Wire", "Http"), Uses);
    }

    [Fact]
    public void Rows_allow_only_rows_above_them_so_no_cycle_is_possible()
    {
        var rows = Layers.Select(layer => layer.Folder).ToList();
        Assert.Equal(rows.Count, rows.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Allowed, use => Assert.InRange(rows.IndexOf(use.To), 0, rows.IndexOf(use.From) - 1));
    }

    [Fact]
    public void Source_files_declare_the_namespace_of_their_folder()
    {
        var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/EndpointHub.Sandbox"));
        var files = Directory
            .GetFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(project, file))
            .Where(file => file.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .ToList();
        Assert.True(files.Count > 100);
        Assert.All(files, file => Assert.Contains($"namespace {NamespaceOf(file)};", File.ReadLines(Path.Combine(project, file))));
    }

    [Fact]
    public void Public_types_are_those_that_a_host_of_the_sandbox_needs() =>
        Assert.Equal(
            [
                "Dns.DnsAnswer",
                "Dns.DnsInterval",
                "Hosting.AwsSandbox",
                "Hosting.SandboxHost",
                "Hosting.SandboxMessageHandler",
                "Http.AwsRequest",
                "Http.AwsResponse",
                "Http.FaultRule",
                "Http.RequestLogEntry",
                "Landscapes.Landscape",
                "Services.EndpointService",
                "Services.ServiceCatalog",
                "Settings.DurationRange",
                "Settings.Durations",
                "Settings.Rules",
                "Settings.SandboxOptions",
            ],
            typeof(AwsSandbox).Assembly.GetExportedTypes().Select(type => type.FullName![(Root.Length + 1)..]).Order(StringComparer.Ordinal)
        );

    private static HashSet<(string From, string To)> Allowed =>
        [.. Layers.SelectMany(layer => layer.MayUse.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(used => (layer.Folder, used)))];

    private static IEnumerable<string> NotAllowed(HashSet<(string From, string To)> uses) =>
        uses.Except(Allowed).Select(use => $"{use.From} uses {use.To}").Order(StringComparer.Ordinal);

    /// <summary>Every use of a type of another folder in the compiled assembly: in signatures, in bases and in the bodies of methods.</summary>
    /// <remarks>Type parameters are left out: the loader confuses those of the same name, and a type parameter is no use of a folder.</remarks>
    private static HashSet<(string From, string To)> Read() =>
        [
            .. new ArchLoader()
                .LoadAssembly(typeof(AwsSandbox).Assembly)
                .Build()
                .Types.SelectMany(type => type.Dependencies)
                .Where(dependency => dependency.Target is not GenericParameter)
                .Select(dependency => (From: Folder(dependency.Origin.Namespace.FullName), To: Folder(dependency.Target.Namespace.FullName)))
                .Where(use => use.From is not null && use.To is not null && use.From != use.To)
                .Select(use => (use.From!, use.To!)),
        ];

    /// <returns>Null for a namespace outside of the sandbox.</returns>
    private static string? Folder(string name) =>
        name == Root ? "."
        : name.StartsWith(Root + ".", StringComparison.Ordinal) ? name[(Root.Length + 1)..]
        : null;

    private static string NamespaceOf(string file) =>
        string.Join('.', [Root, .. (Path.GetDirectoryName(file) ?? "").Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)]);

    private static string ThisFile([CallerFilePath] string here = "") => here;
}
