using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>The writer of a structure: one element or property for each member with a value.</summary>
internal static class ResponseWriter
{
    public static void Emit(CodeWriter code, ServerTypes types, string access, IReadOnlyList<Member> members) =>
        code.Block(
            $"{access} void Write(WireWriter to)",
            () =>
            {
                foreach (var member in members.Where(member => member.Location == MemberLocation.Body))
                    code.Line(Write(types, member, isOfMessage: access == "public"));
            }
        );

    public static void EmitMessage(CodeWriter code, ServerTypes types, Operation operation, IReadOnlyList<Member> members)
    {
        if (operation.Output is null && types.Protocol == "ec2")
        {
            code.Line();
            code.Line("public void Write(WireWriter to) => to.Boolean(\"return\", true);");
        }
        else
        {
            Emit(code, types, "public", members);
        }

        if (members.Where(member => member.Location == MemberLocation.Header).ToList() is { Count: > 0 } headers)
        {
            var pairs = headers.Select(member => $"new({ServerTypes.Quoted(member.LocationName)}, {member.PropertyName})");
            code.Line();
            code.Line($"public IEnumerable<KeyValuePair<string, string?>> Headers => [{string.Join(", ", pairs)}];");
        }
    }

    private static string Write(ServerTypes types, Member member, bool isOfMessage)
    {
        var name = ServerTypes.Quoted(member.LocationName);
        var value = member.PropertyName;
        if (member.Shape.Kind == ShapeKind.Structure)
            return $"to.Structure({name}, {value}, static (to, item) => item.Write(to));";
        if (member.Shape.Kind != ShapeKind.List)
            return $"to.{member.Shape.Kind}({name}, {value});";

        var item = member.Shape.Item!;
        // EC2 writes an empty list as an empty element, and JSON writes a requested list as an empty array. Otherwise members that are neither set
        // nor required are left out.
        var always = types.Protocol == "ec2" || member.IsRequired || (types.IsJson && isOfMessage) ? "true" : "false";
        var itemName = ServerTypes.Quoted(types.Protocol == "ec2" && item.LocationName == "member" ? "item" : item.LocationName);
        var write =
            item.Shape.Kind == ShapeKind.Structure
                ? $"static (to, item) => to.Structure({itemName}, item, static (to, item) => item.Write(to))"
                : $"static (to, item) => to.{item.Shape.Kind}({itemName}, item)";
        return $"to.List({name}, {value}, {always}, {write});";
    }
}
