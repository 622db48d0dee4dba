using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>The parser of a structure: one typed read for each member, from the part of the request that contains it.</summary>
internal static class RequestReader
{
    public static void Emit(
        CodeWriter code,
        ServerTypes types,
        string access,
        string @class,
        string signature,
        IReadOnlyList<Member> members,
        Func<Member, string> part
    ) =>
        code.Block(
            $"{access} static {@class} {signature} => new()",
            () =>
            {
                foreach (var member in members)
                    code.Line($"{member.PropertyName} = {part(member)}.{Read(types, member)},");
            },
            end: "};"
        );

    public static string PartOfRequest(Member member) =>
        member.Location switch
        {
            MemberLocation.Body => "request.Body",
            MemberLocation.Uri => "request.Labels",
            MemberLocation.QueryString => "request.Query",
            _ => throw new NotSupportedException($"Member {member.Name} in a request's {member.Location}."),
        };

    private static string Read(ServerTypes types, Member member)
    {
        var required = member.IsRequired ? ", required: true" : "";
        var name = ServerTypes.Quoted(types.Protocol == "ec2" ? member.Ec2QueryName : member.LocationName);
        return member.Shape.Kind switch
        {
            ShapeKind.List => List(types, name, member.Shape, required),
            ShapeKind.Structure => $"Structure({name}, {types.Class(member.Shape)}.Read{required})",
            ShapeKind.String when member.Shape.IsEnum => $"Enum({name}, {types.Enum(member.Shape)}{required})",
            var scalar => $"{scalar}({name}{required})",
        };
    }

    private static string List(ServerTypes types, string name, Shape list, string required)
    {
        if (list.IsFlattened)
            throw new NotSupportedException($"The flattened list {list.Name} is not supported.");
        var item = list.Item!;
        var read = item.Shape.Kind switch
        {
            ShapeKind.Structure => $"{types.Class(item.Shape)}.Read",
            ShapeKind.String when item.Shape.IsEnum => $"static item => item.AsEnum({types.Enum(item.Shape)})",
            var scalar => $"static item => item.As{scalar}()",
        };
        return types.Protocol switch
        {
            "ec2" => $"IndexedList({name}, {read}{required})",
            "query" => $"MemberList({name}, {read}{required})",
            _ => $"ElementList({name}, {ServerTypes.Quoted(item.LocationName)}, {read}{required})",
        };
    }
}
