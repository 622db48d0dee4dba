using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// Validates that a response is complete and belongs to the operation that was called. The SDK's reader does not detect a truncated response,
/// and leaves out text in CDATA sections.
/// </summary>
internal sealed class CompleteResponseHandler : PipelineHandler
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <exception cref="XmlException">The document is truncated, empty, not XML, or belongs to another operation.</exception>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var result = await base.InvokeAsync<T>(executionContext);
        var context = executionContext.ResponseContext;
        var content = await ReadAsync(context.HttpResponse);
        context.HttpResponse = new CompleteResponse(
            context.HttpResponse,
            Validated(content, RequestName.Of(executionContext.RequestContext.OriginalRequest) + "Response")
        );
        return result;
    }

    private static async Task<MemoryStream> ReadAsync(IWebResponseData http)
    {
        var content = new MemoryStream();
        using (var body = await http.ResponseBody.OpenResponseAsync())
            await body.CopyToAsync(content);
        content.Position = 0;
        return content;
    }

    private static MemoryStream Validated(MemoryStream content, string root)
    {
        var hasCdata = false;
        using (var reader = XmlReader.Create(content, Settings))
        {
            reader.MoveToContent();
            if (reader.LocalName != root)
                throw new XmlException($"The response is <{reader.LocalName}> instead of <{root}>.");
            while (reader.Read())
                hasCdata |= reader.NodeType == XmlNodeType.CDATA;
        }

        content.Position = 0;
        return hasCdata ? WithoutCdata(content) : content;
    }

    private static MemoryStream WithoutCdata(MemoryStream content)
    {
        var document = XDocument.Load(XmlReader.Create(content, Settings), LoadOptions.PreserveWhitespace);
        foreach (var section in document.DescendantNodes().OfType<XCData>().ToList())
            section.ReplaceWith(new XText(section.Value));
        var plain = new MemoryStream();
        document.Save(plain, SaveOptions.DisableFormatting);
        plain.Position = 0;
        return plain;
    }

    private sealed class CompleteResponse(IWebResponseData http, Stream content) : IWebResponseData, IHttpResponseBody
    {
        public long ContentLength => content.Length;

        public string ContentType => http.ContentType;

        public HttpStatusCode StatusCode => http.StatusCode;

        public bool IsSuccessStatusCode => http.IsSuccessStatusCode;

        public IHttpResponseBody ResponseBody => this;

        public string[] GetHeaderNames() => http.GetHeaderNames();

        public bool IsHeaderPresent(string headerName) => http.IsHeaderPresent(headerName);

        public string GetHeaderValue(string headerName) => http.GetHeaderValue(headerName);

        public bool IsEventHeaderPresent(string headerName) => http.IsEventHeaderPresent(headerName);

        public IEventStreamHeader GetEventStreamHeader(string headerName) => http.GetEventStreamHeader(headerName);

        public Stream OpenResponse() => content;

        public Task<Stream> OpenResponseAsync() => Task.FromResult(content);

        public void Dispose()
        {
            content.Dispose();
            http.ResponseBody.Dispose();
        }
    }
}
