using System.Xml.Linq;
using EndpointHub.Sandbox.Http;

namespace EndpointHub.SandboxTests.Support;

/// <summary>An HTTP response of an XML service.</summary>
internal sealed class Answer
{
    private readonly XDocument _xml;

    public Answer(AwsResponse response)
    {
        using var bytes = new MemoryStream(response.Body.ToArray());
        (Status, _xml) = (response.Status, XDocument.Load(bytes));
    }

    public int Status { get; }

    /// <summary>The error's code, null for a success.</summary>
    public string? Code => Status < 300 ? null : Find("Code");

    public string? Message => Find("Message");

    /// <summary>The text of the first element of that name.</summary>
    public string this[string element] => Find(element) ?? throw new KeyNotFoundException($"No {element} in {_xml}");

    public string? Find(string element) => Elements(element).FirstOrDefault()?.Value;

    public List<string> All(string element) => [.. Elements(element).Select(e => e.Value)];

    /// <summary>The elements of that name, each as an answer of its own.</summary>
    public IEnumerable<XElement> Elements(string element) => _xml.Descendants().Where(e => e.Name.LocalName == element);

    public override string ToString() => _xml.ToString();
}
