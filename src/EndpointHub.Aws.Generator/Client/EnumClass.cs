using System.Text;
using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>An enumeration as a class of constants, open to values that AWS adds later.</summary>
internal static class EnumClass
{
    public static string Emit(ClientTypes types, HashSet<Shape> reached)
    {
        var code = new CodeWriter(types.Namespace);
        foreach (var shape in reached.Where(shape => shape.IsEnum).OrderBy(shape => shape.Name, StringComparer.Ordinal))
        {
            var name = shape.Name;
            code.Block(
                $"internal partial class {name} : global::Amazon.Runtime.ConstantClass",
                () =>
                {
                    foreach (var value in shape.EnumValues)
                        code.Line($"public static readonly {name} {Identifier(value)} = new {name}(\"{value}\");");
                    code.Line();
                    code.Line($"public {name}(string value) : base(value) {{ }}");
                    code.Line($"public static {name} FindValue(string value) => FindValue<{name}>(value);");
                    code.Line($"public static implicit operator {name}(string value) => FindValue(value);");
                }
            );
        }

        return code.ToString();
    }

    /// <summary>
    /// Names a constant as the official packages do: a capital at the beginning and after each character that an identifier cannot contain.
    /// Underscores are kept.
    /// </summary>
    private static string Identifier(string value)
    {
        var name = new StringBuilder();
        var isStart = true;
        foreach (var character in value)
        {
            var fits = char.IsLetterOrDigit(character) || character == '_';
            if (fits)
                name.Append(isStart ? char.ToUpperInvariant(character) : character);
            isStart = !fits;
        }

        return char.IsDigit(name[0]) ? "_" + name : name.ToString();
    }
}
