using EndpointHub.Aws.Generator.Models;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>The C# names of a service and its shapes in the client, which are those of the official packages.</summary>
internal sealed class ClientTypes
{
    public ClientTypes(ServiceModel service)
    {
        // "Route 53" is Amazon.Route53.
        ServiceName = service.ServiceId.Replace(" ", "");
        Namespace = "Amazon." + ServiceName;
        ClassPrefix = "Amazon" + ServiceName;
        Protocol = service.Protocol;
        IsJson = service.IsJson;
    }

    public string ServiceName { get; }

    public string Namespace { get; }

    public string ModelNamespace => Namespace + ".Model";

    public string ClassPrefix { get; }

    public string Protocol { get; }

    /// <summary>True if bodies are JSON.</summary>
    public bool IsJson { get; }

    public string Class(Shape shape) => $"global::{ModelNamespace}.{shape.Name}";

    public string Message(string @class) => $"global::{ModelNamespace}.{@class}";

    /// <summary>The type of a property. Every property is nullable, and lists are null by default in version 4 of the SDK.</summary>
    public string Property(Shape shape) => Item(shape) + "?";

    public string Item(Shape shape) =>
        shape switch
        {
            { IsEnum: true } => $"global::{Namespace}.{shape.Name}",
            { Kind: ShapeKind.Structure } => Class(shape),
            { Kind: ShapeKind.List } => $"List<{Item(shape.Item!.Shape)}>",
            { Kind: ShapeKind.String } => "string",
            { Kind: ShapeKind.Integer } => "int",
            { Kind: ShapeKind.Long } => "long",
            { Kind: ShapeKind.Boolean } => "bool",
            { Kind: ShapeKind.Timestamp } => "DateTime",
            _ => throw new NotSupportedException(shape.Name),
        };
}
