using EndpointHub.Aws.Generator.Models;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>The writer of a structure: one element for each member that is there.</summary>
internal static class ResponseWriter
{
    public static void Emit(CodeWriter code, ServerTypes types, string access, IReadOnlyList<Member> members) =>
        code.Block($"{access} void Write(WireXml xml)", () =>
        {
            foreach (var member in members.Where(member => member.Location == MemberLocation.Body))
                code.Line(Write(types, member));
        });

    public static void EmitMessage(CodeWriter code, ServerTypes types, Operation operation, IReadOnlyList<Member> members)
    {
        if (operation.Output is null && types.Protocol == "ec2")
        {
            code.Line();
            code.Line("public void Write(WireXml xml) => xml.Boolean(\"return\", true);");
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

    private static string Write(ServerTypes types, Member member)
    {
        var name = ServerTypes.Quoted(member.LocationName);
        var value = member.PropertyName;
        if (member.Shape.Kind == ShapeKind.Structure)
            return $"xml.Structure({name}, {value}, static (xml, item) => item.Write(xml));";
        if (member.Shape.Kind != ShapeKind.List)
            return $"xml.{member.Shape.Kind}({name}, {value});";

        var item = member.Shape.Item!;
        // EC2 writes an empty list as an empty element; the other protocols leave out what is neither there nor required.
        var always = types.Protocol == "ec2" || member.IsRequired ? "true" : "false";
        var itemName = ServerTypes.Quoted(types.Protocol == "ec2" && item.LocationName == "member" ? "item" : item.LocationName);
        var write = item.Shape.Kind == ShapeKind.Structure
            ? $"static (xml, item) => xml.Structure({itemName}, item, static (xml, item) => item.Write(xml))"
            : $"static (xml, item) => xml.{item.Shape.Kind}({itemName}, item)";
        return $"xml.List({name}, {value}, {always}, {write});";
    }
}
