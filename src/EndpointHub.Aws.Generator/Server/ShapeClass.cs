using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>A structure as a class with properties and a deep copy. State is returned as copies, so that callers cannot change it.</summary>
internal static class ShapeClass
{
    public static void Emit(CodeWriter code, ServerTypes types, string name, string bases, IReadOnlyList<Member> members, Action methods) =>
        code.Block(
            $"internal sealed partial class {name}{bases}",
            () =>
            {
                foreach (var member in members)
                {
                    code.Line(
                        $"public {types.Property(member.Shape)} {member.PropertyName} {{ get; set; }}{(member.Shape.Kind == ShapeKind.List ? " = [];" : "")}"
                    );
                }

                Clone(code, name, members);
                methods();
            }
        );

    private static void Clone(CodeWriter code, string name, IReadOnlyList<Member> members) =>
        code.Block(
            $"public {name} Clone()",
            () =>
            {
                code.Line($"var copy = ({name})MemberwiseClone();");
                foreach (var member in members)
                {
                    if (member.Shape.Kind == ShapeKind.Structure)
                    {
                        code.Line($"copy.{member.PropertyName} = {member.PropertyName}?.Clone();");
                    }
                    else if (member.Shape.Kind == ShapeKind.List)
                    {
                        code.Line(
                            $"copy.{member.PropertyName} = [.. {member.PropertyName}{(member.Shape.Item!.Shape.Kind == ShapeKind.Structure ? ".Select(static item => item.Clone())" : "")}];"
                        );
                    }
                }

                code.Line("return copy;");
            }
        );
}
