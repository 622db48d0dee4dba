using System.Reflection;

namespace EndpointHub.Help;

/// <summary>A cmdlet as its class declares it.</summary>
internal sealed class CmdletDeclaration(Type type)
{
    private const string Automation = "System.Management.Automation.";

    private readonly CustomAttributeData _cmdlet = Find(type, "CmdletAttribute")!;

    public Type Type => type;

    public string Verb => (string)_cmdlet.ConstructorArguments[0].Value!;

    public string Noun => (string)_cmdlet.ConstructorArguments[1].Value!;

    public string Name => $"{Verb}-{Noun}";

    public bool SupportsShouldProcess => _cmdlet.NamedArguments.Any(a => a.MemberName == "SupportsShouldProcess" && a.TypedValue.Value is true);

    public IReadOnlyList<ParameterDeclaration> Parameters { get; } =
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => All(property, "ParameterAttribute").Select(attribute => new ParameterDeclaration(property, attribute)))
            .Where(p => !p.IsHidden)
            .OrderBy(p => p.Position ?? int.MaxValue)
            .ThenByDescending(p => p.IsMandatory)
            .ThenBy(p => p.IsInherited)
            .ThenBy(p => p.Name, StringComparer.Ordinal),
    ];

    /// <summary>The names of the parameter sets; a single null if the cmdlet has no sets.</summary>
    public IEnumerable<string?> Sets => Parameters.Select(p => p.Set).Where(set => set is not null).Distinct().DefaultIfEmpty(null);

    public IEnumerable<string> Outputs =>
        All(type, "OutputTypeAttribute")
            .SelectMany(a => a.ConstructorArguments)
            .SelectMany(a => a.Value is IEnumerable<CustomAttributeTypedArgument> many ? many : [a])
            .Select(a => a.Value is Type output ? TypeNames.Of(output) : a.Value as string)
            .Where(name => name is not null and not "Void")!;

    public static bool Declares(Type type) => !type.IsAbstract && type.IsPublic && Find(type, "CmdletAttribute") is not null;

    internal static IEnumerable<CustomAttributeData> All(MemberInfo member, string attribute) =>
        member.CustomAttributes.Where(a => a.AttributeType.FullName == Automation + attribute);

    internal static CustomAttributeData? Find(MemberInfo member, string attribute) => All(member, attribute).FirstOrDefault();
}

/// <summary>A parameter in one of its sets.</summary>
internal sealed class ParameterDeclaration(PropertyInfo property, CustomAttributeData attribute)
{
    public PropertyInfo Property => property;

    public string Name => property.Name;

    /// <summary>True if PowerShell does not show the parameter. It is only bound from pipeline objects.</summary>
    public bool IsHidden => Argument("DontShow") is true;

    public bool IsInherited => property.DeclaringType != property.ReflectedType;

    /// <summary>The parameter set that it belongs to; null for all.</summary>
    public string? Set => Argument("ParameterSetName") is string set && set != "__AllParameterSets" ? set : null;

    public bool IsMandatory => Argument("Mandatory") is true;

    public int? Position => Argument("Position") is int position && position >= 0 ? position : null;

    public bool IsSwitch => property.PropertyType.Name == "SwitchParameter";

    public string TypeName => TypeNames.Of(property.PropertyType);

    public IEnumerable<string> Aliases =>
        CmdletDeclaration
            .Find(property, "AliasAttribute")
            ?.ConstructorArguments.SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.Value!)
            .Select(a => (string)a.Value!)
        ?? [];

    public string PipelineInput =>
        (Argument("ValueFromPipeline") is true, Argument("ValueFromPipelineByPropertyName") is true) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };

    private object? Argument(string name) => attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value;
}

internal static class TypeNames
{
    /// <summary>The type as PowerShell shows it in a syntax line.</summary>
    public static string Of(Type type) =>
        type switch
        {
            { IsArray: true } => Of(type.GetElementType()!) + "[]",
            { IsGenericType: true, Name: "Nullable`1" } => Of(type.GetGenericArguments()[0]),
            _ => type.Namespace is "System" or "System.Management.Automation" ? type.Name : type.FullName!,
        };
}
