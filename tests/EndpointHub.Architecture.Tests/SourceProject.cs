using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using ArchUnitNET.Loader;

namespace EndpointHub.ArchitectureTests;

/// <summary>A project of the repository, as its sources and as its built assembly.</summary>
/// <param name="Folder">Its folder, relative to the root of the repository; it has the name of the assembly.</param>
internal sealed partial record SourceProject(string Folder)
{
    // The newest framework that a project is built for comes first.
    private static readonly string[] Frameworks = ["net10.0", "net8.0", "netstandard2.0"];

    private static readonly string Configuration = typeof(SourceProject)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "Configuration")
        .Value!;

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<FolderUse>>> Read = new(StringComparer.Ordinal);

    private readonly string _path = Path.Combine(Directories.Repository, Folder);

    /// <summary>Every project under src and tests.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. new[] { "src", "tests" }
            .SelectMany(top => Directory.EnumerateDirectories(Path.Combine(Directories.Repository, top)))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => new SourceProject(Path.GetRelativePath(Directories.Repository, folder).Replace('\\', '/')))
            .OrderBy(project => project.Folder, StringComparer.Ordinal),
    ];

    /// <summary>The name of its assembly.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The root namespace: the one in the project file, or the name of the project.</summary>
    public string RootNamespace =>
        Root().Match(File.ReadAllText(Path.Combine(_path, $"{Name}.csproj"))) is { Success: true } declared ? declared.Groups["name"].Value : Name;

    /// <summary>Its C# sources, without what the build generates.</summary>
    public IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_path, "*.cs", SearchOption.AllDirectories).Where(file => FoldersOf(file) is not ["bin" or "obj", ..]);

    /// <summary>Its sources with the namespace that each declares, and the one that its folder requires.</summary>
    public IEnumerable<(string File, string Declared, string Expected)> Namespaces() =>
        from file in Files()
        let parts = FoldersOf(file)
        let declared = Declaration().Match(File.ReadAllText(file))
        where declared.Success
        select ($"{Folder}/{Path.GetRelativePath(_path, file)}", declared.Groups["name"].Value, string.Join('.', [RootNamespace, .. parts]));

    /// <summary>The uses between its folders, read from the types of the assembly.</summary>
    /// <returns>The uses, each with one pair of types as an example.</returns>
    public IReadOnlyList<FolderUse> Uses() => Read.GetOrAdd(Folder, _ => new Lazy<IReadOnlyList<FolderUse>>(ReadUses)).Value;

    public override string ToString() => Folder;

    private string[] FoldersOf(string file) => Path.GetRelativePath(_path, file).Replace('\\', '/').Split('/')[..^1];

    private IReadOnlyList<FolderUse> ReadUses()
    {
        var folder = Frameworks
            .Select(framework => Path.Combine(_path, "bin", Configuration, framework))
            .First(output => File.Exists(Path.Combine(output, $"{Name}.dll")));
        var architecture = new ArchLoader().LoadFilteredDirectory(folder, $"{Name}.dll").Build();
        var own = architecture.Types.Where(type => FolderOf(type.Namespace.FullName) is not null).ToHashSet();
        return
        [
            .. own.SelectMany(type => type.Dependencies.Where(use => own.Contains(use.Target)).Select(use => (From: type, To: use.Target)))
                .Select(use => new FolderUse(
                    FolderOf(use.From.Namespace.FullName)!,
                    FolderOf(use.To.Namespace.FullName)!,
                    $"{use.From.Name} uses {use.To.Name}"
                ))
                .Where(use => use.From != use.To)
                .DistinctBy(use => (use.From, use.To)),
        ];
    }

    /// <summary>
    /// A namespace below the root namespace as folders, for example <c>Paths.Index</c>; empty for the root namespace; null for another project's
    /// namespace.
    /// </summary>
    private string? FolderOf(string name) =>
        name == RootNamespace ? ""
        : name.StartsWith(RootNamespace + ".", StringComparison.Ordinal) ? name[(RootNamespace.Length + 1)..]
        : null;

    [GeneratedRegex(@"<RootNamespace>(?<name>[\w.]+)</RootNamespace>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Root();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Declaration();
}

/// <summary>A folder that uses another folder, with one pair of types as an example.</summary>
internal sealed record FolderUse(string From, string To, string Example);
