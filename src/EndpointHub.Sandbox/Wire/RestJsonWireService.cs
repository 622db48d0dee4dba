namespace EndpointHub.Sandbox.Wire;

/// <summary>The rest-json protocol (Route 53 Profiles): method and path identify the operation; members are in path, query string and body.</summary>
internal sealed class RestJsonWireService(
    string name,
    string apiVersion,
    string targetPrefix,
    IReadOnlyList<WireOperation> operations,
    IReadOnlyDictionary<string, int> errorStatus
) : JsonWireService(name, apiVersion, targetPrefix, operations, errorStatus)
{
    protected override string ContentType => "application/json";

    public override WireCall Open(WireHttpRequest request)
    {
        var (operation, labels) = RestPath.Find(Operations, request);
        return operation is null
            ? WireCall.Unknown($"{request.Method} {request.Path}")
            : new WireCall(operation.Name, operation, new WireRequest(labels, FormReader.Read(request.Query), JsonBodyReader.Read(request.Body)));
    }
}
