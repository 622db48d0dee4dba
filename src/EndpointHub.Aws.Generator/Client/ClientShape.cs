using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>A structure as a class of properties. A null shape is a message without members.</summary>
internal static class ClientShape
{
    public static void Emit(CodeWriter code, ClientTypes types, string name, string bases, Shape? shape, Action methods) =>
        code.Block(
            $"internal partial class {name}{bases}",
            () =>
            {
                foreach (var member in Members(shape))
                    code.Line($"public {types.Property(member.Shape)} {member.PropertyName} {{ get; set; }}");
                methods();
            }
        );

    public static IReadOnlyList<Member> Members(Shape? shape) => shape?.Members ?? [];
}
