using EndpointHub.Aws.Generator.Models;
using EndpointHub.Aws.Generator.Writing;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>A paginator for each paged operation, with the official packages' surface: the pages, and the items of each list.</summary>
internal static class PaginatorClass
{
    private const string Enumerable = "global::Amazon.Runtime.IPaginatedEnumerable";
    private const string Clients = "global::EndpointHub.Aws.Clients";

    public static string Emit(ClientTypes types, IReadOnlyList<Operation> operations)
    {
        var code = new CodeWriter(types.ModelNamespace);
        code.Block(
            $"internal partial interface I{types.ServiceName}PaginatorFactory",
            () =>
            {
                foreach (var operation in operations)
                    code.Line($"I{operation.Name}Paginator {operation.Name}({operation.RequestClass} request);");
            }
        );
        code.Block(
            $"internal sealed partial class {types.ServiceName}PaginatorFactory(global::{types.Namespace}.I{types.ClassPrefix} client) : I{types.ServiceName}PaginatorFactory",
            () =>
            {
                foreach (var operation in operations)
                {
                    code.Line(
                        $"public I{operation.Name}Paginator {operation.Name}({operation.RequestClass} request) => new {operation.Name}Paginator(client, request);"
                    );
                }
            }
        );
        foreach (var operation in operations)
            Paginator(code, types, operation);
        return code.ToString();
    }

    private static void Paginator(CodeWriter code, ClientTypes types, Operation operation)
    {
        var lists = operation.Pagination!.ResultKeys.Select(key => operation.Output!.Members.Single(member => member.Name == key)).ToList();
        string Items(Member list) => $"{Enumerable}<{types.Item(list.Shape.Item!.Shape)}> {list.PropertyName}";

        code.Block(
            $"internal partial interface I{operation.Name}Paginator",
            () =>
            {
                code.Line($"{Enumerable}<{operation.ResponseClass}> Responses {{ get; }}");
                foreach (var list in lists)
                    code.Line($"{Items(list)} {{ get; }}");
            }
        );
        code.Block(
            $"internal sealed partial class {operation.Name}Paginator(global::{types.Namespace}.I{types.ClassPrefix} client, {operation.RequestClass} first) : I{operation.Name}Paginator",
            () =>
            {
                code.Line(
                    $"public {Enumerable}<{operation.ResponseClass}> Responses {{ get; }} = new {Clients}.PagedResponses<{operation.RequestClass}, {operation.ResponseClass}>("
                );
                code.Line($"    first, client.{operation.Name}Async, static response => {Token(operation.Pagination)}, Next);");
                foreach (var list in lists)
                {
                    code.Line(
                        $"public {Items(list)} => new {Clients}.PagedItems<{operation.ResponseClass}, {types.Item(list.Shape.Item!.Shape)}>(Responses, static page => page.{list.PropertyName});"
                    );
                }

                Next(code, operation);
            }
        );
    }

    /// <summary>An empty token ends a list too, because EC2 returns <c>&lt;nextToken/&gt;</c>. Several tokens may be empty in part.</summary>
    private static string Token(Pagination pages)
    {
        var more = pages.MoreResults is { } flag ? $"response.{flag} != false && " : "";
        var first = $"response.{pages.OutputTokens[0]} is {{ Length: > 0 }} token";
        var rest = string.Concat(pages.OutputTokens.Skip(1).Select(name => $" + \"\\n\" + response.{name}"));
        return $"{more}{first} ? token{rest} : null";
    }

    private static void Next(CodeWriter code, Operation operation) =>
        code.Block(
            $"private static {operation.RequestClass} Next({operation.RequestClass} first, {operation.ResponseClass} response)",
            () =>
            {
                code.Line("var next = first.Copy();");
                foreach (
                    var (input, output) in operation.Pagination!.InputTokens.Zip(
                        operation.Pagination.OutputTokens,
                        (input, output) => (input, output)
                    )
                )
                {
                    code.Line($"next.{input} = response.{output};");
                }

                code.Line("return next;");
            }
        );
}
