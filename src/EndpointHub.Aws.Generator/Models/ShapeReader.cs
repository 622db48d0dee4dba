namespace EndpointHub.Aws.Generator.Models;

/// <summary>Reads the shapes of a model: first every shape, then the members that refer to them.</summary>
internal sealed class ShapeReader
{
    private static readonly string[] UnknownTraits = ["payload", "xmlAttribute", "timestampFormat", "resultWrapper"];

    private readonly Dictionary<string, Shape> _shapes = new(StringComparer.Ordinal);

    public ShapeReader(JsonObject shapes)
    {
        foreach (var entry in shapes.Members)
            _shapes.Add(entry.Key, Bare(entry.Key, (JsonObject)entry.Value!));
        foreach (var entry in shapes.Members)
            Connect(_shapes[entry.Key], (JsonObject)entry.Value!);
    }

    public IReadOnlyList<Shape> All => [.. _shapes.Values];

    public Shape? Find(string? name) => name is null ? null : _shapes[name];

    private static Shape Bare(string name, JsonObject source) =>
        new(name, Kind(name, source.Text("type")), source.Texts("enum"))
        {
            IsFlattened = source.Flag("flattened"),
            Error = source.Flag("exception")
                ? new ErrorTrait(source.Object("error").Text("code") ?? name, source.Object("error").Integer("httpStatusCode"))
                : null,
        };

    private static ShapeKind Kind(string name, string? type) =>
        Enum.TryParse<ShapeKind>(type, ignoreCase: true, out var kind) ? kind : throw new NotSupportedException($"Type '{type}' of shape {name}.");

    private void Connect(Shape shape, JsonObject source)
    {
        var required = source.Texts("required");
        shape.Members = [.. source.Object("members").Members.Select(entry => Reference(entry.Key, (JsonObject)entry.Value!, required))];
        if (shape.Kind == ShapeKind.List)
            shape.Item = Reference("member", source.Object("member"), required);

        foreach (var member in shape.Members.Where(member => member.PropertyName == shape.Name))
            member.PropertyName = NameOfMemberNamedLikeItsClass(shape.Name);
    }

    private Member Reference(string name, JsonObject traits, IReadOnlyList<string> required)
    {
        if (UnknownTraits.FirstOrDefault(traits.Has) is { } unknown)
            throw new NotSupportedException($"Trait '{unknown}' of member {name}.");
        return new Member(name, _shapes[traits.Text("shape")!], traits, required.Contains(name));
    }

    // A C# member cannot have the name of its class. These are the names of the official package.
    private static string NameOfMemberNamedLikeItsClass(string shape) =>
        shape switch
        {
            "CidrBlock" => "Cidr",
            "PrefixListId" => "Id",
            _ => "Value",
        };
}
