namespace EndpointHub.Sandbox.Wire;

/// <summary>The protocol of a service: finds the operation of a request, and writes responses and errors.</summary>
internal abstract class WireService(
    string name,
    string apiVersion,
    string xmlNamespace,
    IReadOnlyList<WireOperation> operations,
    IReadOnlyDictionary<string, int> errorStatus
)
{
    private readonly Dictionary<string, WireOperation> _byName = operations.ToDictionary(static operation => operation.Name, StringComparer.Ordinal);
    private readonly Dictionary<Type, WireOperation> _byRequest = operations.ToDictionary(static operation => operation.RequestType);

    public string Name { get; } = name;

    public string ApiVersion { get; } = apiVersion;

    public string XmlNamespace { get; } = xmlNamespace;

    public IReadOnlyList<WireOperation> Operations { get; } = operations;

    public WireOperation? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The operation that takes this request; handlers are registered by type.</summary>
    public WireOperation For(Type request) => _byRequest[request];

    /// <exception cref="WireFormatException">The request is not one of this protocol.</exception>
    public abstract WireCall Open(WireHttpRequest request);

    public abstract WireHttpResponse Success(WireOperation operation, IWireResponse response, string requestId);

    /// <param name="code">AWS's error code.</param>
    /// <param name="message">The error message.</param>
    /// <param name="requestId">The request id to include in the response.</param>
    /// <param name="status">The HTTP status; null for the status of the code in the model, or 400.</param>
    public abstract WireHttpResponse Error(string code, string message, string requestId, int? status = null);

    /// <summary>Returns the service's error code for a request that cannot be read.</summary>
    public abstract string CodeOf(WireFault fault);

    protected int StatusOf(string code, int? status) => status ?? errorStatus.GetValueOrDefault(code, 400);

    protected WireHttpResponse Xml(
        int status,
        string root,
        Action<WireXml> content,
        IEnumerable<KeyValuePair<string, string>>? headers = null,
        string? xmlns = null
    ) => new(status, "text/xml;charset=UTF-8", [.. headers ?? []], WireXml.Document(root, xmlns ?? XmlNamespace, content));
}
