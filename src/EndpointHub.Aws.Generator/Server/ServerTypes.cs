using EndpointHub.Aws.Generator.Models;

namespace EndpointHub.Aws.Generator.Server;

/// <summary>How the sandbox's C# calls a shape.</summary>
internal sealed class ServerTypes(ServiceModel service)
{
    public string Namespace { get; } = "EndpointHub.Sandbox.Wire." + service.PascalName;

    public string Protocol { get; } = service.Protocol;

    /// <summary>Whether bodies are JSON.</summary>
    public bool IsJson { get; } = service.IsJson;

    public static string Quoted(string text) => $"\"{text}\"";

    /// <summary>Qualified, because a property of the same name hides a class.</summary>
    public string Class(Shape shape) => $"global::{Namespace}.{shape.Name}";

    public string Enum(Shape shape) => $"global::{Namespace}.EnumValues.{shape.Name}";

    /// <summary>The type of a property: scalars and structures may be absent, a list may only be empty.</summary>
    public string Property(Shape shape) => shape.Kind == ShapeKind.List ? $"List<{Bare(shape.Item!.Shape)}>" : Bare(shape) + "?";

    private string Bare(Shape shape) => shape.Kind switch
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
