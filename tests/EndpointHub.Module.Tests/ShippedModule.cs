using System.Reflection;
using System.Runtime.InteropServices;

namespace EndpointHub.ModuleTests;

/// <summary>The declarations in the packaged assemblies. Their code is not run, because PowerShell is only present as a reference assembly.</summary>
public sealed class ShippedModule : IDisposable
{
    private readonly MetadataLoadContext _context = new(
        new PathAssemblyResolver([
            .. Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"),
            .. Directory.EnumerateFiles(Path.Combine(TestedModule.Folder, "bin", "net8.0"), "*.dll", SearchOption.AllDirectories),
            Stub,
        ])
    );

    public ShippedModule() =>
        Cmdlets = [
            .. Open("EndpointHub.Cmdlets")
                .GetTypes()
                .Where(type => !type.IsAbstract && type.CustomAttributes.Any(a => a.AttributeType.Name == "CmdletAttribute"))
                .Select(type => new ShippedCmdlet(type))
                .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
        ];

    internal IReadOnlyList<ShippedCmdlet> Cmdlets { get; }

    /// <summary>PowerShell's approved verbs, from its constants.</summary>
    internal IReadOnlySet<string> ApprovedVerbs =>
        _context
            .LoadFromAssemblyPath(Stub)
            .GetTypes()
            .Where(type => type.Namespace == "System.Management.Automation" && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields().Where(verb => verb.IsLiteral).Select(verb => (string)verb.GetRawConstantValue()!))
            .ToHashSet(StringComparer.Ordinal);

    internal Assembly Open(string name) => _context.LoadFromAssemblyPath(Path.Combine(TestedModule.Folder, "bin", "net8.0", name + ".dll"));

    public void Dispose() => _context.Dispose();

    private static string Stub =>
        Directory
            .EnumerateFiles(
                Path.Combine(TestedModule.Packages, "powershellstandard.library"),
                "System.Management.Automation.dll",
                SearchOption.AllDirectories
            )
            .First();
}

/// <summary>The declaration of a cmdlet.</summary>
internal sealed class ShippedCmdlet(Type type)
{
    private readonly CustomAttributeData _declaration = Attribute(type, "CmdletAttribute").Single();

    internal Type Type => type;

    internal string Verb => (string)_declaration.ConstructorArguments[0].Value!;

    internal string Noun => (string)_declaration.ConstructorArguments[1].Value!;

    internal string Name => $"{Verb}-{Noun}";

    internal bool SupportsShouldProcess =>
        _declaration.NamedArguments.Any(a => a.MemberName == "SupportsShouldProcess" && a.TypedValue.Value is true);

    internal bool HasOutputType => Attribute(type, "OutputTypeAttribute").Any();

    internal IEnumerable<string> OutputTypes =>
        Attribute(type, "OutputTypeAttribute")
            .SelectMany(output => output.ConstructorArguments)
            .SelectMany(argument => argument.Value as IEnumerable<CustomAttributeTypedArgument> ?? [argument])
            .Select(argument => ((Type)argument.Value!).FullName!);

    internal IEnumerable<PropertyInfo> Parameters =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => Attribute(p, "ParameterAttribute").Any());

    /// <summary>The parameters that users type. The others are bound from piped objects only.</summary>
    internal IEnumerable<PropertyInfo> OfferedParameters =>
        Declarations
            .Where(declaration => declaration.Settings.GetValueOrDefault("DontShow") is not true)
            .Select(declaration => declaration.Parameter)
            .Distinct();

    /// <summary>Each parameter with its settings in each of its parameter sets.</summary>
    internal IEnumerable<(string Set, PropertyInfo Parameter, IReadOnlyDictionary<string, object?> Settings)> Declarations =>
        from parameter in Parameters
        from attribute in Attribute(parameter, "ParameterAttribute")
        let settings = attribute.NamedArguments.ToDictionary(a => a.MemberName, a => a.TypedValue.Value)
        select (settings.GetValueOrDefault("ParameterSetName") as string ?? "", parameter, (IReadOnlyDictionary<string, object?>)settings);

    internal static IEnumerable<CustomAttributeData> Attribute(MemberInfo member, string name) =>
        member.CustomAttributes.Where(a => a.AttributeType.Name == name);
}
