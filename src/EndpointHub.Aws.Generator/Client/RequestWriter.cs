using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>The writer of a structure: one typed call for each member, into an XML element or a JSON object.</summary>
internal static class RequestWriter
{
    private const string Xml = "global::EndpointHub.Aws.Clients.RequestXml";
    private const string Json = "global::EndpointHub.Aws.Clients.RequestJson";
    private const string Rest = "global::EndpointHub.Aws.Clients.RestRequest";

    /// <summary>The ids that Route 53 returns with a path before them.</summary>
    private static readonly HashSet<string> PathIds = new(StringComparer.Ordinal) { "ResourceId", "DelegationSetId", "ChangeId" };

    public static void EmitShape(CodeWriter code, ClientTypes types, Shape shape) =>
        code.Block(
            $"internal void Write({Writer(types)} to)",
            () =>
            {
                foreach (var member in ClientShape.Members(shape))
                    code.Line(Write(member, member.PropertyName));
            }
        );

    public static void EmitMessage(CodeWriter code, ClientTypes types, Operation operation)
    {
        if (types.Protocol == "json")
        {
            if (operation.Input is { } input)
                EmitShape(code, types, input);
            else
                code.Line($"internal void Write({Writer(types)} to) {{ }}");
            return;
        }

        code.Block(
            $"internal void Write({Rest} rest)",
            () =>
            {
                foreach (var member in ClientShape.Members(operation.Input).Where(member => member.Location != MemberLocation.Body))
                {
                    code.Line(
                        $"rest.{(member.Location == MemberLocation.Uri ? "Label" : "Query")}(\"{member.LocationName}\", {Text(types, member)});"
                    );
                }

                if (operation.InputRoot is not { } root)
                {
                    if (ClientShape.Members(operation.Input).Any(member => member.Location == MemberLocation.Body))
                        throw new NotSupportedException($"A body without a root in {operation.Name}.");
                    return;
                }

                code.Block(
                    $"rest.Body(\"{root}\", \"{operation.InputNamespace}\", to =>",
                    () =>
                    {
                        foreach (var member in ClientShape.Members(operation.Input).Where(member => member.Location == MemberLocation.Body))
                            code.Line(Write(member, HasPath(types, member) ? Text(types, member) : member.PropertyName));
                    },
                    end: "});"
                );
            }
        );
    }

    private static string Writer(ClientTypes types) => types.IsJson ? Json : Xml;

    private static bool HasPath(ClientTypes types, Member member) => types.Protocol == "rest-xml" && PathIds.Contains(member.Shape.Name);

    private static string Text(ClientTypes types, Member member) =>
        member.Shape switch
        {
            _ when HasPath(types, member) => $"{Rest}.BareId({member.PropertyName})",
            { Kind: ShapeKind.Integer } => $"{Rest}.Number({member.PropertyName})",
            { IsEnum: true } => $"{member.PropertyName}?.Value",
            { Kind: ShapeKind.String } => member.PropertyName,
            _ => throw new NotSupportedException($"Member {member.Name} in a request's {member.Location}."),
        };

    private static string Write(Member member, string value)
    {
        var name = member.LocationName;
        return member.Shape switch
        {
            { Kind: ShapeKind.Structure } => $"to.Structure(\"{name}\", {value}, static (to, item) => item.Write(to));",
            { Kind: ShapeKind.List } => $"to.List(\"{name}\", {value}, static (to, item) => {WriteItem(member.Shape.Item!)});",
            { IsEnum: true } => $"to.String(\"{name}\", {value}?.Value);",
            { Kind: var scalar } => $"to.{scalar}(\"{name}\", {value});",
        };
    }

    private static string WriteItem(Member item)
    {
        var value = item.Shape.IsEnum ? "item.Value" : "item";
        return item.Shape.Kind switch
        {
            ShapeKind.Structure => $"to.Structure(\"{item.LocationName}\", item, static (to, item) => item.Write(to))",
            ShapeKind.String => $"to.String(\"{item.LocationName}\", {value})",
            _ => throw new NotSupportedException($"A list of {item.Shape.Name} in a request."),
        };
    }
}
