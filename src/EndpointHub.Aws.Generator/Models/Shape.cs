namespace EndpointHub.Aws.Generator.Models;

internal enum ShapeKind
{
    Structure,
    List,
    String,
    Integer,
    Long,
    Boolean,
    Timestamp,
}

/// <summary>A type of the service model. Members are filled in after all shapes exist, because shapes may refer to each other recursively.</summary>
internal sealed class Shape(string name, ShapeKind kind, IReadOnlyList<string> enumValues)
{
    public string Name { get; } = name;

    public ShapeKind Kind { get; } = kind;

    /// <summary>The values; empty if the shape is not an enumeration.</summary>
    public IReadOnlyList<string> EnumValues { get; } = enumValues;

    public bool IsEnum => EnumValues.Count > 0;

    public IReadOnlyList<Member> Members { get; set; } = [];

    /// <summary>The item of a list.</summary>
    public Member? Item { get; set; }

    public bool IsFlattened { get; set; }

    /// <summary>The error; null if the shape is not an error.</summary>
    public ErrorTrait? Error { get; set; }
}

/// <summary>A modelled error: its code on the wire and its HTTP status (null: the protocol's default).</summary>
internal sealed record ErrorTrait(string Code, int? HttpStatus);
