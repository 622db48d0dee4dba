using System.Net;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>What a service's answers and refusals are written in.</summary>
internal sealed class ResponseFormat
{
    private readonly Func<XmlUnmarshallerContext, ResponseXml> _load;
    private readonly Func<XmlUnmarshallerContext, Exception, HttpStatusCode, ServiceError> _fail;

    private ResponseFormat(Func<XmlUnmarshallerContext, ResponseXml> load, Func<XmlUnmarshallerContext, Exception, HttpStatusCode, ServiceError> fail)
    {
        _load = load;
        _fail = fail;
    }

    /// <summary>Route 53's.</summary>
    public static ResponseFormat Xml { get; } = new(ResponseXml.Load, ServiceError.Read);

    /// <summary>Resolver's and Profiles'. JSON is read as the XML that it maps to, so that one reader serves both.</summary>
    public static ResponseFormat Json { get; } = new(ResponseXml.LoadJson, ServiceError.ReadJson);

    public ResponseXml Load(XmlUnmarshallerContext context) => _load(context);

    public ServiceError Fail(XmlUnmarshallerContext context, Exception inner, HttpStatusCode status) => _fail(context, inner, status);
}
