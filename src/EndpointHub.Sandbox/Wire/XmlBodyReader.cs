using System.Text;
using System.Xml;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Reads an XML body into a tree, without the root element.</summary>
internal static class XmlBodyReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <param name="body">May be empty: an operation without members in its body sends none.</param>
    /// <param name="root">The root element's expected name, or null if the operation expects no body.</param>
    public static WireNode Read(string body, string? root)
    {
        var node = WireNode.Root();
        if (string.IsNullOrWhiteSpace(body))
            return node;
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), Settings);
            reader.MoveToContent();
            if (root is not null && reader.LocalName != root)
                throw WireFormatException.Malformed($"The root element is {reader.LocalName}; {root} was expected.");
            ReadChildren(reader, node, depth: 1);
            return node;
        }
        catch (XmlException broken)
        {
            throw WireFormatException.Malformed($"The XML is not well formed: {broken.Message}");
        }
    }

    private static void ReadChildren(XmlReader reader, WireNode node, int depth)
    {
        if (depth > WireNode.MaxDepth)
            throw WireFormatException.Malformed("The XML is nested too deeply.");
        var text = new StringBuilder();
        var hasChildren = false;
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    hasChildren = true;
                    ReadChildren(reader, node.Add(reader.LocalName), depth + 1);
                }
                else
                {
                    text.Append(reader.Value);
                }
            }
        }

        // White space between elements is ignored. Any other text there is kept and later reported as unknown.
        var value = text.ToString();
        if (!hasChildren || !string.IsNullOrWhiteSpace(value))
            node.Text = value;
    }
}
