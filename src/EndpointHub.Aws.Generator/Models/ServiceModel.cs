namespace EndpointHub.Aws.Generator.Models;

/// <summary>A service as the trimmed model describes it: its operations and the shapes that they use.</summary>
internal sealed class ServiceModel
{
    private ServiceModel(string name, JsonObject metadata, IReadOnlyList<Operation> operations, IReadOnlyList<Shape> shapes)
    {
        Name = name;
        Operations = operations;
        Shapes = shapes;
        ApiVersion = metadata.Text("apiVersion")!;
        Protocol = metadata.Text("protocol")!;
        ServiceId = metadata.Text("serviceId")!;
        EndpointPrefix = metadata.Text("endpointPrefix")!;
        TargetPrefix = metadata.Text("targetPrefix") ?? "";
        XmlNamespace =
            metadata.Text("xmlNamespace") ?? operations.Select(operation => operation.InputNamespace).FirstOrDefault(uri => uri is not null) ?? "";
    }

    /// <summary>The name of the model's file: ec2, route53, route53resolver, sts.</summary>
    public string Name { get; }

    /// <summary>The name in namespaces and class names: Ec2, Route53, Route53Resolver, Sts.</summary>
    public string PascalName
    {
        get
        {
            var id = ServiceId.Replace(" ", "");
            return id.Any(char.IsLower) ? id : id[0] + id.Substring(1).ToLowerInvariant();
        }
    }

    public string ApiVersion { get; }

    /// <summary><c>ec2</c>, <c>query</c>, <c>rest-xml</c>, <c>json</c> or <c>rest-json</c>.</summary>
    public string Protocol { get; }

    /// <summary>True if bodies are JSON.</summary>
    public bool IsJson => Protocol is "json" or "rest-json";

    /// <summary>The prefix of an operation in the header that contains its name; empty for protocols without this header.</summary>
    public string TargetPrefix { get; }

    public string ServiceId { get; }

    public string EndpointPrefix { get; }

    /// <summary>The XML namespace; empty for JSON.</summary>
    public string XmlNamespace { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public IReadOnlyList<Shape> Shapes { get; }

    /// <summary>The shapes of whole requests and responses, which become XxxRequest and XxxResponse.</summary>
    public bool IsWholeMessage(Shape shape) => Operations.Any(operation => operation.Input == shape || operation.Output == shape);

    /// <exception cref="NotSupportedException">
    /// The model uses a trait that no emitter supports. The build fails, because the generated code would be wrong.
    /// </exception>
    public static ServiceModel Read(string name, string model, string operationLists)
    {
        var root = JsonObject.Parse(model);
        var inClient = new HashSet<string>(JsonObject.Parse(operationLists).Object(name).Texts("client"), StringComparer.Ordinal);
        var shapes = new ShapeReader(root.Object("shapes"));
        var operations = new List<Operation>();
        foreach (var entry in root.Object("operations").Members)
        {
            var source = (JsonObject)entry.Value!;
            operations.Add(
                new Operation(entry.Key, source)
                {
                    Input = shapes.Find(source.Object("input").Text("shape")),
                    Output = shapes.Find(source.Object("output").Text("shape")),
                    IsInClient = inClient.Contains(entry.Key),
                }
            );
        }

        return new ServiceModel(name, root.Object("metadata"), operations, shapes.All);
    }
}
