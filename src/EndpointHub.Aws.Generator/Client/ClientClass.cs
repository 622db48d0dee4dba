using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>The client, its interface, configuration and exception.</summary>
internal static class ClientClass
{
    private const string Runtime = "global::Amazon.Runtime";
    private const string Clients = "global::EndpointHub.Aws.Clients";

    public static string Emit(ServiceModel service, ClientTypes types, IReadOnlyList<Operation> operations)
    {
        var code = new CodeWriter(types.Namespace);
        Interface(code, types, operations);
        Client(code, service, types, operations);
        Config(code, service, types);
        Error(code, types);
        return code.ToString();
    }

    private static string Signature(ClientTypes types, Operation operation) =>
        $"Task<{types.Message(operation.ResponseClass)}> {operation.Name}Async({types.Message(operation.RequestClass)} request, CancellationToken cancellationToken = default)";

    private static void Interface(CodeWriter code, ClientTypes types, IReadOnlyList<Operation> operations) =>
        code.Block(
            $"internal partial interface I{types.ClassPrefix} : IDisposable",
            () =>
            {
                code.Line($"{Runtime}.IClientConfig Config {{ get; }}");
                code.Line($"{types.Message($"I{types.ServiceName}PaginatorFactory")} Paginators {{ get; }}");
                foreach (var operation in operations)
                    code.Line($"{Signature(types, operation)};");
            }
        );

    private static void Client(CodeWriter code, ServiceModel service, ClientTypes types, IReadOnlyList<Operation> operations) =>
        code.Block(
            $"internal partial class {types.ClassPrefix}Client : {Clients}.ServiceClient, I{types.ClassPrefix}",
            () =>
            {
                code.Line(
                    $"public {types.ClassPrefix}Client({Runtime}.AWSCredentials credentials, {types.ClassPrefix}Config config) : base(credentials, config) {{ }}"
                );
                code.Line(
                    $"public {types.Message($"I{types.ServiceName}PaginatorFactory")} Paginators => new {types.Message($"{types.ServiceName}PaginatorFactory")}(this);"
                );
                foreach (var operation in operations)
                {
                    code.Line();
                    code.Line($"public {Signature(types, operation)} =>");
                    code.Line($"    CallAsync(request, Operations.{operation.Name}, cancellationToken);");
                }

                code.Block(
                    "private static class Operations",
                    () =>
                    {
                        foreach (var operation in operations)
                            code.Line(Describe(service, types, operation));
                    }
                );
            }
        );

    private static string Describe(ServiceModel service, ClientTypes types, Operation operation)
    {
        var messages = $"<{types.Message(operation.RequestClass)}, {types.Message(operation.ResponseClass)}>";
        var read = $"{types.Message(operation.ResponseClass)}.Read";
        var error = $"{types.ClassPrefix}Exception.From";
        if (types.Protocol == "json")
        {
            return $"public static readonly {Clients}.JsonOperation{messages} {operation.Name} = "
                + $"new(\"{types.Namespace}\", \"{service.TargetPrefix}.{operation.Name}\", static (request, json) => request.Write(json), {read}, {error});";
        }

        var format = $"{Clients}.ResponseFormat.{(types.IsJson ? "Json" : "Xml")}";
        var mayBeEmpty = operation.Output?.Members.All(member => member.Location != MemberLocation.Body) != false ? "true" : "false";
        return $"public static readonly {Clients}.RestOperation{messages} {operation.Name} = "
            + $"new(\"{types.Namespace}\", {format}, \"{operation.HttpMethod}\", \"{operation.RequestUri}\", static (request, rest) => request.Write(rest), {read}, {mayBeEmpty}, {error});";
    }

    private static void Config(CodeWriter code, ServiceModel service, ClientTypes types) =>
        code.Block(
            $"internal partial class {types.ClassPrefix}Config : {Clients}.ServiceConfig",
            () =>
            {
                code.Line($"public {types.ClassPrefix}Config() : base(\"{service.ServiceId}\", new {Clients}.{service.PascalName}Endpoint()) {{ }}");
                code.Line($"public override string ServiceVersion => \"{service.ApiVersion}\";");
            }
        );

    private static void Error(CodeWriter code, ClientTypes types) =>
        code.Block(
            $"internal partial class {types.ClassPrefix}Exception : {Runtime}.AmazonServiceException",
            () =>
            {
                code.Line(
                    $"public {types.ClassPrefix}Exception(string message, Exception innerException, {Runtime}.ErrorType errorType, string errorCode, string requestId, System.Net.HttpStatusCode statusCode)"
                );
                code.Line("    : base(message, innerException, errorType, errorCode, requestId, statusCode) { }");
                code.Line($"internal static {types.ClassPrefix}Exception From({Clients}.ServiceError error) =>");
                code.Line("    new(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status);");
            }
        );
}
