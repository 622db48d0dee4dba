using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime.Internal.Transform;

namespace EndpointHub.Aws.Clients;

/// <summary>
/// An element of a response. The SDK's own reader drops CDATA and does not detect a truncated document. Loading the whole document of a few
/// kilobytes avoids both.
/// </summary>
internal sealed class ResponseXml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private readonly XElement _element;
    private readonly IWebResponseData? _http;

    private ResponseXml(XElement element, IWebResponseData? http = null)
    {
        _element = element;
        _http = http;
    }

    public string Name => _element.Name.LocalName;

    /// <exception cref="XmlException">The document is truncated, empty, or not XML.</exception>
    public static ResponseXml Load(XmlUnmarshallerContext context)
    {
        using var reader = XmlReader.Create(context.Stream, Settings);
        return new ResponseXml(XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!, context.ResponseData);
    }

    /// <exception cref="XmlException">The document is truncated, empty, or not JSON.</exception>
    public static ResponseXml LoadJson(XmlUnmarshallerContext context) => new(JsonAsXml.Load(context.Stream), context.ResponseData);

    public static ResponseXml Empty(XmlUnmarshallerContext context) => new(new XElement("Empty"), context.ResponseData);

    public ResponseXml? Child(string name) => Children(name).FirstOrDefault();

    public IEnumerable<string> Strings(string name) => Children(name).Select(static child => child.AsString());

    public string? Header(string name) => _http!.IsHeaderPresent(name) ? _http.GetHeaderValue(name) : null;

    public string? String(string name) => Child(name)?.AsString();

    public int? Integer(string name) => Child(name)?.AsInteger();

    public long? Long(string name) => Child(name)?.AsLong();

    public bool? Boolean(string name) => Child(name)?.AsBoolean();

    public DateTime? Timestamp(string name) => Child(name)?.AsTimestamp();

    public T? Structure<T>(string name, Func<ResponseXml, T> read)
        where T : class => Child(name) is { } child ? read(child) : null;

    /// <summary>Reads a list. An empty list is null, as in version 4 of the SDK.</summary>
    public List<T>? List<T>(string name, string itemName, Func<ResponseXml, T> read) =>
        Child(name)?.Children(itemName).Select(read).ToList() is { Count: > 0 } items ? items : null;

    public string AsString() => _element.Value;

    public int? AsInteger() => Text() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public long? AsLong() => Text() is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool? AsBoolean() => Text() is { } text ? bool.Parse(text) : null;

    /// <summary>Reads a time: a date in XML, and seconds since 1970, possibly with a fraction, in JSON.</summary>
    public DateTime? AsTimestamp() =>
        Text() is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)).UtcDateTime
        : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private IEnumerable<ResponseXml> Children(string name) =>
        _element.Elements().Where(child => child.Name.LocalName == name).Select(static child => new ResponseXml(child));

    private string? Text() => _element.Value.Trim() is { Length: > 0 } text ? text : null;
}
