using EndpointHub.Aws.Generator.Models;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>The C# names of shapes in the sandbox.</summary>
internal sealed class ServerTypes(ServiceModel service)
{
    public string Namespace { get; } = "EndpointHub.Sandbox.Wire." + service.PascalName;

    public string Protocol { get; } = service.Protocol;

    /// <summary>True if bodies are JSON.</summary>
    public bool IsJson { get; } = service.IsJson;

    public static string Quoted(string text) => $"\"{text}\"";

    /// <summary>The qualified name, because a property of the same name would hide the class.</summary>
    public string Class(Shape shape) => $"global::{Namespace}.{shape.Name}";

    public string Enum(Shape shape) => $"global::{Namespace}.EnumValues.{shape.Name}";

    /// <summary>The type of a property. Scalars and structures are nullable, and a list may be empty but not null.</summary>
    public string Property(Shape shape) => shape.Kind == ShapeKind.List ? $"List<{Bare(shape.Item!.Shape)}>" : Bare(shape) + "?";

    private string Bare(Shape shape) =>
        shape.Kind switch
        {
            ShapeKind.Structure => Class(shape),
            ShapeKind.String => "string",
            ShapeKind.Integer => "int",
            ShapeKind.Long => "long",
            ShapeKind.Boolean => "bool",
            ShapeKind.Timestamp => "DateTimeOffset",
            _ => throw new NotSupportedException($"A list in a list: {shape.Name}."),
        };
}
