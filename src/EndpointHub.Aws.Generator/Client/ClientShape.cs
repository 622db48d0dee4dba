using EndpointHub.Aws.Generator.Models;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>A structure as a class of properties. A null shape is a message without members.</summary>
internal static class ClientShape
{
    public static void Emit(CodeWriter code, ClientTypes types, string name, string bases, Shape? shape, Action methods) =>
        code.Block($"public partial class {name}{bases}", () =>
        {
            foreach (var member in Members(shape))
                code.Line($"public {types.Property(member.Shape)} {Departures.PropertyName(shape!, member)} {{ get; set; }}");
            methods();
        });

    public static IEnumerable<Member> Members(Shape? shape) => shape?.Members.Where(member => !Departures.IsLeftOut(shape, member)) ?? [];
}
