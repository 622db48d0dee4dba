using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>Generates the client half: shapes, request writers, response readers, and the client with one method per operation.</summary>
internal static class ClientEmitter
{
    public static IEnumerable<KeyValuePair<string, string>> Emit(ServiceModel service)
    {
        var operations = service.Operations.Where(operation => operation.IsInClient).ToList();
        if (operations.Count == 0)
            yield break;
        var types = new ClientTypes(service);
        yield return new("Shapes", Shapes(service, types, operations));
        yield return new("Messages", Messages(types, operations));
        yield return new("Enums", EnumClass.Emit(types, Reached(operations)));
        yield return new("Client", ClientClass.Emit(service, types, operations));
        yield return new("Paginators", PaginatorClass.Emit(types, operations.Where(operation => operation.Pagination is not null).ToList()));
    }

    private static HashSet<Shape> Reached(IReadOnlyList<Operation> operations) =>
        ReachableShapes.From(operations.SelectMany(operation => new[] { operation.Input, operation.Output }));

    private static string Shapes(ServiceModel service, ClientTypes types, IReadOnlyList<Operation> operations)
    {
        var code = new CodeWriter(types.ModelNamespace);
        var written = ReachableShapes.From(operations.Select(operation => operation.Input));
        var read = ReachableShapes.From(operations.Select(operation => operation.Output));
        foreach (var shape in service.Shapes.Where(shape => shape.Kind == ShapeKind.Structure && (read.Contains(shape) || written.Contains(shape))))
        {
            if (service.IsWholeMessage(shape))
                continue;
            ClientShape.Emit(
                code,
                types,
                shape.Name,
                bases: "",
                shape,
                () =>
                {
                    if (written.Contains(shape))
                        RequestWriter.EmitShape(code, types, shape);
                    if (read.Contains(shape))
                        ResponseReader.Emit(code, types, shape.Name, shape);
                }
            );
        }

        return code.ToString();
    }

    private static string Messages(ClientTypes types, IReadOnlyList<Operation> operations)
    {
        var code = new CodeWriter(types.ModelNamespace);
        code.Block($"internal abstract partial class {types.ClassPrefix}Request : global::Amazon.Runtime.AmazonWebServiceRequest", () => { });
        foreach (var operation in operations)
        {
            var bases = $" : {types.ClassPrefix}Request";
            ClientShape.Emit(
                code,
                types,
                operation.RequestClass,
                bases,
                operation.Input,
                () =>
                {
                    code.Line();
                    code.Line($"internal {operation.RequestClass} Copy() => ({operation.RequestClass})MemberwiseClone();");
                    RequestWriter.EmitMessage(code, types, operation);
                }
            );
            ClientShape.Emit(
                code,
                types,
                operation.ResponseClass,
                " : global::Amazon.Runtime.AmazonWebServiceResponse",
                operation.Output,
                () => ResponseReader.Emit(code, types, operation.ResponseClass, operation.Output)
            );
        }

        return code.ToString();
    }
}
