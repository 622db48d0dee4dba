using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>The reader of a structure: one typed read for each member, from an element or a header.</summary>
internal static class ResponseReader
{
    public static void Emit(CodeWriter code, ClientTypes types, string @class, Shape? shape) =>
        code.Block(
            $"internal static {@class} Read(global::EndpointHub.Aws.Clients.ResponseXml xml) => new()",
            () =>
            {
                foreach (var member in ClientShape.Members(shape))
                    code.Line($"{member.PropertyName} = {Read(types, member)},");
            },
            end: "};"
        );

    private static string Read(ClientTypes types, Member member)
    {
        var name = $"\"{member.LocationName}\"";
        if (member.Location == MemberLocation.Header)
            return $"xml.Header({name})";
        return member.Shape switch
        {
            { Kind: ShapeKind.Structure } => $"xml.Structure({name}, {types.Class(member.Shape)}.Read)",
            { Kind: ShapeKind.List } => $"xml.List({name}, \"{member.Shape.Item!.LocationName}\", {ReadItem(types, member.Shape.Item)})",
            { Kind: var scalar } => $"xml.{scalar}({name})",
        };
    }

    private static string ReadItem(ClientTypes types, Member item) =>
        item.Shape switch
        {
            { Kind: ShapeKind.Structure } => $"{types.Class(item.Shape)}.Read",
            { IsEnum: true } => $"static item => (global::{types.Namespace}.{item.Shape.Name})item.AsString()",
            { Kind: ShapeKind.String } => "static item => item.AsString()",
            _ => throw new NotSupportedException($"A list of {item.Shape.Name} in a response."),
        };
}
