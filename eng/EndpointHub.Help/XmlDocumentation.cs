using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EndpointHub.Help;

/// <summary>The summaries of an assembly's XML documentation, as plain text.</summary>
internal sealed partial class XmlDocumentation(IReadOnlyDictionary<string, string> summaries)
{
    public static XmlDocumentation Load(string file) =>
        new(
            XDocument
                .Load(file)
                .Descendants("member")
                .Where(member => member.Element("summary") is not null)
                .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element("summary")!), StringComparer.Ordinal)
        );

    public string SummaryOf(Type type) => Find($"T:{type.FullName}");

    public string SummaryOf(FieldInfo field) => Find($"F:{field.DeclaringType!.FullName}.{field.Name}");

    // The compiler writes the + of a nested type as a dot, and names a generic base class by its definition.
    public string SummaryOf(ParameterDeclaration parameter)
    {
        var owner = parameter.Property.DeclaringType!;
        var definition = owner.IsGenericType ? owner.GetGenericTypeDefinition() : owner;
        return Find($"P:{definition.FullName!.Replace('+', '.')}.{parameter.Name}");
    }

    private string Find(string name) => summaries.TryGetValue(name, out var text) ? text : "";

    private static string TextOf(XElement element) => Whitespace().Replace(string.Concat(element.Nodes().Select(TextOf)), " ").Trim();

    private static string TextOf(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "seealso" or "paramref" } reference => LastNameOf(reference),
            XElement other => string.Concat(other.Nodes().Select(TextOf)),
            _ => "",
        };

    private static string LastNameOf(XElement reference)
    {
        var target = reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name") ?? reference.Attribute("href");
        return target?.Value.Split('(')[0].Split(':', '.')[^1] ?? "";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
