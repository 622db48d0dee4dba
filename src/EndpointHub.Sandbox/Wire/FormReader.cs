using System.Xml;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Reads form fields (<c>Filter.1.Value.2=x</c>) into a tree.</summary>
internal static class FormReader
{
    /// <summary>The fields of AWS's older signatures, which are sent among the parameters and are not parameters.</summary>
    private static readonly string[] SignatureFields = ["AWSAccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "Timestamp"];

    public static WireNode Read(params string[] encoded)
    {
        var root = WireNode.Root();
        foreach (var field in encoded.SelectMany(static part => part.Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            var parts = field.Split('=', 2);
            var name = Decode(parts[0]);
            if (!name.StartsWith("X-Amz-", StringComparison.Ordinal) && !SignatureFields.Contains(name, StringComparer.Ordinal))
                Add(root, name, Decode(parts.Length > 1 ? parts[1] : ""));
        }

        return root;
    }

    private static void Add(WireNode root, string name, string value)
    {
        var steps = name.Split('.');
        if (steps.Length > WireNode.MaxDepth)
            throw WireFormatException.Malformed($"The parameter {steps[0]} is nested too deeply.");
        var node = steps.Aggregate(root, static (node, step) => node.GetOrAdd(step));
        if (node.Text is not null)
            throw WireFormatException.Malformed($"The parameter {name} may be given only once.");
        node.Text = value;
    }

    /// <summary>
    /// Decodes percent-encoded text. Characters that are not allowed in XML are refused, because the XML response could not contain them.
    /// </summary>
    private static string Decode(string encoded)
    {
        var text = Uri.UnescapeDataString(encoded.Replace('+', ' '));
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
                at++;
            else if (!XmlConvert.IsXmlChar(text[at]))
                throw WireFormatException.Malformed("The request contains a character that is not allowed.");
        }

        return text;
    }
}
