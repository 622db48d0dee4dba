using System.Collections.Immutable;
using System.Text;
using EndpointHub.Aws.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EndpointHub.Aws.Generator;

/// <summary>
/// Generates C# from AWS service models. The project's property <c>EndpointHubGenerate</c> selects the half: <c>client</c> writes requests and
/// reads responses, and <c>server</c> reads requests and writes responses.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    private const string OperationLists = "operations";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var half = context.AnalyzerConfigOptionsProvider.Select(
            static (options, _) => options.GlobalOptions.TryGetValue("build_property.EndpointHubGenerate", out var value) ? value : ""
        );
        var models = context
            .AdditionalTextsProvider.Where(static file =>
                Path.GetExtension(file.Path) == ".json" && Path.GetFileName(Path.GetDirectoryName(file.Path)) == "Models"
            )
            .Select(static (file, cancel) => (Name: Path.GetFileNameWithoutExtension(file.Path), Text: file.GetText(cancel)?.ToString() ?? ""))
            .Collect();
        context.RegisterSourceOutput(models.Combine(half), static (output, input) => Generate(output, input.Left, input.Right));
    }

    private static void Generate(SourceProductionContext output, ImmutableArray<(string Name, string Text)> files, string half)
    {
        if (half.Length == 0)
            return;
        var lists = files.Single(file => file.Name == OperationLists).Text;
        foreach (var file in files.Where(file => file.Name != OperationLists))
        {
            var service = ServiceModel.Read(file.Name, file.Text, lists);
            foreach (var source in Emit(service, half))
                output.AddSource($"{service.PascalName}.{source.Key}.g.cs", SourceText.From(source.Value, Encoding.UTF8));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Emit(ServiceModel service, string half) =>
        half switch
        {
            "server" => Server.ServerEmitter.Emit(service),
            "client" => Client.ClientEmitter.Emit(service),
            _ => throw new NotSupportedException($"EndpointHubGenerate is '{half}'; it must be client or server."),
        };
}
