using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>Generates the server half: shapes, request readers, response writers, and the table of operations.</summary>
internal static class ServerEmitter
{
    public static IEnumerable<KeyValuePair<string, string>> Emit(ServiceModel service)
    {
        var types = new ServerTypes(service);
        yield return new("Shapes", Shapes(service, types));
        yield return new("Messages", Messages(service, types));
        yield return new("Enums", Enums(service, types));
        yield return new("Service", OperationTable.Emit(service, types));
    }

    private static string Shapes(ServiceModel service, ServerTypes types)
    {
        var code = new CodeWriter(types.Namespace);
        var read = ReachableShapes.From(service.Operations.Select(operation => operation.Input));
        var written = ReachableShapes.From(service.Operations.Select(operation => operation.Output));
        foreach (var shape in service.Shapes.Where(shape => shape.Kind == ShapeKind.Structure && (read.Contains(shape) || written.Contains(shape))))
        {
            if (service.IsWholeMessage(shape))
                continue;
            ShapeClass.Emit(
                code,
                types,
                shape.Name,
                "",
                shape.Members,
                () =>
                {
                    if (read.Contains(shape))
                        RequestReader.Emit(code, types, "internal", shape.Name, "Read(WireNode node)", shape.Members, _ => "node");
                    if (written.Contains(shape))
                        ResponseWriter.Emit(code, types, "internal", shape.Members);
                }
            );
        }

        return code.ToString();
    }

    private static string Messages(ServiceModel service, ServerTypes types)
    {
        var code = new CodeWriter(types.Namespace);
        foreach (var operation in service.Operations)
        {
            var input = operation.Input?.Members ?? [];
            var output = operation.Output?.Members ?? [];
            ShapeClass.Emit(
                code,
                types,
                operation.RequestClass,
                "",
                input,
                () =>
                    RequestReader.Emit(
                        code,
                        types,
                        "public",
                        operation.RequestClass,
                        "Parse(WireRequest request)",
                        input,
                        RequestReader.PartOfRequest
                    )
            );
            ShapeClass.Emit(
                code,
                types,
                operation.ResponseClass,
                " : IWireResponse",
                output,
                () => ResponseWriter.EmitMessage(code, types, operation, output)
            );
        }

        return code.ToString();
    }

    private static string Enums(ServiceModel service, ServerTypes types)
    {
        var code = new CodeWriter(types.Namespace);
        code.Block(
            "internal static class EnumValues",
            () =>
            {
                foreach (var shape in service.Shapes.Where(shape => shape.IsEnum))
                    code.Line($"public static readonly string[] {shape.Name} = [{string.Join(", ", shape.EnumValues.Select(ServerTypes.Quoted))}];");
            }
        );
        return code.ToString();
    }
}
