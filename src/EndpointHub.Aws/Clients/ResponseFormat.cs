using System.Net;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>The format of a service's responses and errors.</summary>
internal sealed class ResponseFormat
{
    private readonly Func<XmlUnmarshallerContext, ResponseXml> _load;
    private readonly Func<XmlUnmarshallerContext, Exception, HttpStatusCode, ServiceError> _fail;

    private ResponseFormat(Func<XmlUnmarshallerContext, ResponseXml> load, Func<XmlUnmarshallerContext, Exception, HttpStatusCode, ServiceError> fail)
    {
        _load = load;
        _fail = fail;
    }

    /// <summary>The format of Route 53.</summary>
    public static ResponseFormat Xml { get; } = new(ResponseXml.Load, ServiceError.Read);

    /// <summary>The format of Resolver and Profiles. JSON is mapped to XML, so that one reader serves both.</summary>
    public static ResponseFormat Json { get; } = new(ResponseXml.LoadJson, ServiceError.ReadJson);

    public ResponseXml Load(XmlUnmarshallerContext context) => _load(context);

    public ServiceError Fail(XmlUnmarshallerContext context, Exception inner, HttpStatusCode status) => _fail(context, inner, status);
}
