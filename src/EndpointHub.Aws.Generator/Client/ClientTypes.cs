using EndpointHub.Aws.Generator.Models;

namespace EndpointHub.Aws.Generator.Client;

/// <summary>How the client's C# calls a service and its shapes: as the official packages do.</summary>
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

    /// <summary>Whether bodies are JSON.</summary>
    public bool IsJson { get; }

    public string Class(Shape shape) => $"global::{ModelNamespace}.{shape.Name}";

    public string Message(string @class) => $"global::{ModelNamespace}.{@class}";

    /// <summary>Everything may be absent; lists are null by default in this generation of the SDK.</summary>
    public string Property(Shape shape) => Item(shape) + "?";

    public string Item(Shape shape) => shape switch
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
