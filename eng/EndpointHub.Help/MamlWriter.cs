using System.Xml.Linq;

namespace EndpointHub.Help;

/// <summary>Writes PowerShell's help format (about_Updatable_Help, "How to write cmdlet help": MAML).</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static void Write(string file, IEnumerable<(CmdletDeclaration Cmdlet, HelpPage Page)> cmdlets, XmlDocumentation documents)
    {
        XNamespace msh = "http://msh";
        new XDocument(
            new XElement(msh + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(c => ToXml(c.Cmdlet, c.Page, documents)))
        ).Save(file);
    }

    private static XElement ToXml(CmdletDeclaration cmdlet, HelpPage page, XmlDocumentation documents) =>
        new(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun),
                Description([documents.SummaryOf(cmdlet.Type)])
            ),
            Description(page.Description),
            new XElement(Command + "syntax", cmdlet.Sets.Select(set => Syntax(cmdlet, set, documents))),
            new XElement(Command + "parameters", AllParameters(cmdlet, documents)),
            new XElement(
                Command + "inputTypes",
                cmdlet
                    .Parameters.Where(p => p.PipelineInput != "False")
                    .Select(p => p.TypeName)
                    .Distinct()
                    .Select(type => new XElement(Command + "inputType", TypeOf(type)))
            ),
            new XElement(Command + "returnValues", cmdlet.Outputs.Select(type => new XElement(Command + "returnValue", TypeOf(type)))),
            // MAML has no element for these sections: Get-Help -Full shows them under NOTES, each below its heading.
            new XElement(
                Maml + "alertSet",
                new XElement(Maml + "alert", page.Notes.SelectMany(section => Paragraphs([section.Title.ToUpperInvariant(), .. section.Paragraphs])))
            ),
            new XElement(
                Command + "examples",
                page.Examples.Select(
                    (example, index) =>
                        new XElement(
                            Command + "example",
                            new XElement(Maml + "title", $"-------- Example {index + 1}: {example.Title} --------"),
                            new XElement(Dev + "code", example.Code),
                            new XElement(Dev + "remarks", Paragraphs(example.Remarks))
                        )
                )
            ),
            new XElement(
                Command + "relatedLinks",
                page.Related.Select(link => new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", link), new XElement(Maml + "uri")))
            )
        );

    private static XElement Syntax(CmdletDeclaration cmdlet, string? set, XmlDocumentation documents) =>
        new(
            Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            cmdlet.Parameters.Where(p => p.Set is null || p.Set == set).Select(p => Parameter(p, documents)),
            RiskMitigation(cmdlet)
        );

    // A parameter of several sets is described once, as its first set declares it.
    private static IEnumerable<XElement> AllParameters(CmdletDeclaration cmdlet, XmlDocumentation documents) =>
        cmdlet.Parameters.DistinctBy(p => p.Name).Select(p => Parameter(p, documents)).Concat(RiskMitigation(cmdlet));

    private static XElement Parameter(ParameterDeclaration parameter, XmlDocumentation documents) =>
        Parameter(
            parameter.Name,
            documents.SummaryOf(parameter),
            parameter.TypeName,
            parameter.IsSwitch,
            parameter.IsMandatory,
            parameter.Position?.ToString() ?? "named",
            parameter.PipelineInput,
            string.Join(", ", parameter.Aliases)
        );

    // PowerShell adds these two itself.
    private static IEnumerable<XElement> RiskMitigation(CmdletDeclaration cmdlet) =>
        cmdlet.SupportsShouldProcess
            ?
            [
                Parameter(
                    "WhatIf",
                    "Shows the steps and returns the predicted objects, without changing anything.",
                    "SwitchParameter",
                    isSwitch: true,
                    isMandatory: false,
                    "named",
                    "False",
                    "wi"
                ),
                Parameter(
                    "Confirm",
                    "Asks before each unit that can be decided separately.",
                    "SwitchParameter",
                    isSwitch: true,
                    isMandatory: false,
                    "named",
                    "False",
                    "cf"
                ),
            ]
            : [];

    private static XElement Parameter(
        string name,
        string text,
        string type,
        bool isSwitch,
        bool isMandatory,
        string position,
        string pipelineInput,
        string aliases
    ) =>
        new(
            Command + "parameter",
            new XAttribute("required", isMandatory),
            new XAttribute("variableLength", type.EndsWith("[]", StringComparison.Ordinal)),
            new XAttribute("globbing", false),
            new XAttribute("pipelineInput", pipelineInput),
            new XAttribute("position", position),
            new XAttribute("aliases", aliases.Length > 0 ? aliases : "none"),
            new XElement(Maml + "name", name),
            Description([text]),
            isSwitch
                ? null
                : new XElement(Command + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", false), type),
            TypeOf(type),
            new XElement(Dev + "defaultValue", isSwitch ? "False" : "None")
        );

    private static XElement TypeOf(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    private static XElement Description(IEnumerable<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(text => new XElement(Maml + "para", text));
}
