using System.Reflection;
using System.Text;

namespace EndpointHub.Help;

/// <summary>The help topic about path findings: the codes, their layers and their meanings come from the declaration of the codes.</summary>
internal static class FindingTopic
{
    private const string Placeholder = "{findings}";
    private const int Width = 80;

    public static void Write(string template, string topicFile, Type codes, XmlDocumentation documents)
    {
        var text = File.ReadAllText(template);
        File.WriteAllText(
            topicFile,
            text.Replace(
                Placeholder,
                string.Concat(codes.GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => Entry(code, documents)))
            )
        );
    }

    private static string Entry(FieldInfo code, XmlDocumentation documents)
    {
        var nature = code.CustomAttributes.Single(attribute => attribute.AttributeType.Name == "FindingNatureAttribute").ConstructorArguments;
        return $"    {code.Name} ({NameOf(nature[0])}, {NameOf(nature[1])})\n{Wrapped(documents.SummaryOf(code), indent: 8)}\n";
    }

    private static string NameOf(CustomAttributeTypedArgument value) =>
        value
            .ArgumentType.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Single(field => Equals(field.GetRawConstantValue(), value.Value))
            .Name.ToLowerInvariant();

    private static string Wrapped(string text, int indent)
    {
        var lines = new StringBuilder();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (indent + line.Length + 1 + word.Length > Width)
            {
                lines.Append(' ', indent).Append(line).Append('\n');
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        return lines.Append(' ', indent).Append(line).Append('\n').ToString();
    }
}
