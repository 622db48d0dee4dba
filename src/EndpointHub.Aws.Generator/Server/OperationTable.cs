using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>Generates the table of operations for the dispatcher.</summary>
internal static class OperationTable
{
    public static string Emit(ServiceModel service, ServerTypes types)
    {
        var code = new CodeWriter(types.Namespace);
        code.Block(
            $"internal static class {service.PascalName}Wire",
            () =>
            {
                code.Line($"public static WireService Service {{ get; }} = new {Protocol(service)}(");
                code.Line(
                    $"    \"{service.Name}\", \"{service.ApiVersion}\", \"{(service.IsJson ? service.TargetPrefix : service.XmlNamespace)}\", Operations(), ErrorStatus());"
                );
                Operations(code, service);
                Errors(code, service);
            }
        );
        return code.ToString();
    }

    private static string Protocol(ServiceModel service) =>
        service.Protocol switch
        {
            "ec2" => "Ec2WireService",
            "query" => "QueryWireService",
            "rest-xml" => "RestXmlWireService",
            "json" => "JsonWireService",
            "rest-json" => "RestJsonWireService",
            var other => throw new NotSupportedException($"Protocol {other}."),
        };

    private static void Operations(CodeWriter code, ServiceModel service) =>
        code.Block(
            "private static WireOperation[] Operations() =>",
            () =>
            {
                foreach (var operation in service.Operations)
                {
                    code.Line(
                        $"new WireOperation<{operation.RequestClass}, {operation.ResponseClass}>("
                            + $"\"{operation.Name}\", \"{operation.HttpMethod}\", \"{operation.RequestUri}\", {operation.ResponseCode}, {operation.RequestClass}.Parse),"
                    );
                }
            },
            begin: "[",
            end: "];"
        );

    private static void Errors(CodeWriter code, ServiceModel service) =>
        code.Block(
            "private static Dictionary<string, int> ErrorStatus() => new(StringComparer.Ordinal)",
            () =>
            {
                foreach (var error in service.Shapes.Select(shape => shape.Error).OfType<ErrorTrait>().Where(error => error.HttpStatus is not null))
                    code.Line($"[\"{error.Code}\"] = {error.HttpStatus},");
            },
            end: "};"
        );
}
